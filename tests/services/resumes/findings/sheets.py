"""CVs of made-up people for the rubric's tests, written as sheets."""

from __future__ import annotations

from shared_backend.ai_engines.tasks.resume_coach.sheet import of_sheet
from shared_backend.domain.resume import Profile

STRONG = """Name: Rut Holm
Headline: Dispatcher for ambulances
Email: rut.holm@example.org
Phone: +46 70 123 45 67
Role: Shift lead | Region Vik | 2019-02 | present
- Lead 7 dispatchers a night and answer about 200 calls
- Cut the time to send a car from 95 to 60 seconds by asking for the street first
- Wrote the flood plan that two other regions now use
Role: Dispatcher | Region Vik | 2014-09 | 2019-01
- Answered 40 calls a shift without losing one address in 2018
- Trained 5 new colleagues; all stayed
Education: Emergency dispatch certificate | Vik College | 2013 | 2014
Skills: dispatch; first aid
"""
HOLLOW = """Name: Rut Holm
Headline: Dynamic dispatch professional
Email: rut.holm@example.org
Phone: +46 70 123 45 67
Role: Shift lead | Region Vik | 2019-02 | present
- Results-driven leader with a passion for excellence
- Leveraged best practices to deliver outstanding service
Role: Dispatcher | Region Vik | 2014-09 | 2019-01
- Responsible for various calls etc
Education: Emergency dispatch certificate | Vik College | 2013 | 2014
Skills: dispatch; first aid
"""
ROUGH = """Email: someone@example.org
Summary: Hard-working team player with excellent communication skills
Role: Shift leader | North Bakery | 2019-03 | present
- Responsible for the night shift
- Trained 6 new bakers, so that the shop could open on Sundays
- Recieved deliveries and various other tasks
- Excel, SAP, teamwork, planning
- Cut waste from 9 % to 4 % by weighing each batch
- Cut waste from 9 % to 4 % by weighing each batch
Role: Baker | | 2012 |
Role: Cleaner | Town Hall | 2015 | 2014
Skills: Excel; SAP; forklift
"""


def strong() -> Profile:
    """Everything said, with numbers and outcomes."""
    return of_sheet(STRONG)


def hollow() -> Profile:
    """The same frame with slogans in it."""
    return of_sheet(HOLLOW)


def rough() -> Profile:
    """Something of nearly everything that can be found."""
    return of_sheet(ROUGH)
