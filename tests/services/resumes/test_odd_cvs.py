"""Layouts that are easy to misread: one employer over several roles, one school over several degrees, no spaces."""

from __future__ import annotations

from shared_backend.services.resumes.fields.values import Reading
from shared_backend.services.resumes.recipe import read_file

GROUPED = """Dr. Robert (Bob) J. Smith, PhD, PMP
Chief Data Officer
12 Hill Street, Boston, MA 02110 • bob.smith@example.com • 617.555.0134

PROFESSIONAL EXPERIENCE

NORTHWIND HEALTH, Boston, MA                                   2016 – Present
A regional insurer with 2,000 employees
Chief Data Officer (2019 – Present)
• Built a team of 45
• Cut claims leakage by 12%
Director of Analytics (2016 – 2019)
• Ran 30 dashboards

CONTOSO INSURANCE GROUP, Hartford, CT                          2008 – 2016
Senior Actuary
• Priced 14 products

EARLIER EXPERIENCE
Actuarial Analyst, Fabrikam Life, 2004–2008

EDUCATION
Massachusetts College of Science, Cambridge, MA
PhD, Statistics, 2004
B.A. Mathematics, cum laude, 1998
"""
CHINESE = """李伟 (Li Wei)
软件工程师
电话: +86 138 0000 0142  邮箱: liwei@example.cn

工作经历
2019年7月 – 至今   晨星科技有限公司   高级软件工程师
- 负责支付系统
2016年7月 – 2019年6月   海风网络公司   软件工程师
- 开发订单服务

教育背景
2012年9月 – 2016年6月   东湖大学   计算机科学

语言
中文（母语）、英语
"""


def _roles(reading: Reading) -> list[tuple[str | None, str | None, str | None]]:
    return [
        (role.title and role.title.text, role.employer and role.employer.text, role.dates and role.dates.start.value)
        for role in reading.roles
    ]


def test_one_employer_over_several_roles() -> None:
    reading = read_file(GROUPED.encode())
    assert _roles(reading) == [
        ("Chief Data Officer", "NORTHWIND HEALTH", "2019-01"),
        ("Director of Analytics", "NORTHWIND HEALTH", "2016-01"),
        ("Senior Actuary", "CONTOSO INSURANCE GROUP", "2008-01"),
        ("Actuarial Analyst", "Fabrikam Life", "2004-01"),
    ]
    assert [len(role.bullets) for role in reading.roles] == [2, 1, 1, 0]
    assert [role.shares_employer for role in reading.roles] == [True, True, False, False]
    assert reading.name is not None
    assert reading.name.text == "Robert J. Smith"


def test_one_school_over_several_degrees() -> None:
    schools = read_file(GROUPED.encode()).education
    assert {s.institution.text for s in schools if s.institution} == {"Massachusetts College of Science"}
    assert [s.degree.text for s in schools if s.degree] == ["PhD", "B.A."]
    assert [s.subject.text for s in schools if s.subject] == ["Statistics", "Mathematics"]


def test_text_without_spaces() -> None:
    reading = read_file(CHINESE.encode())
    assert _roles(reading) == [
        ("高级软件工程师", "晨星科技有限公司", "2019-07"),
        ("软件工程师", "海风网络公司", "2016-07"),
    ]
    assert [language.name.text for language in reading.languages] == ["中文", "英语"]
    assert reading.name is not None
    assert reading.name.text == "李伟"
