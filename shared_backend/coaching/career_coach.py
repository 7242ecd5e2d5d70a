"""The career coach as the portal sees it: its stories."""

from __future__ import annotations

from dataclasses import dataclass

from shared_backend.coaching.application_lists import ApplicationLists
from shared_backend.coaching.application_stages import ApplicationStages
from shared_backend.coaching.application_tracker import ApplicationTracker
from shared_backend.coaching.career_check_in import CareerCheckIns
from shared_backend.coaching.career_desk import CareerDesk
from shared_backend.coaching.career_exports import CareerExports
from shared_backend.coaching.career_gaps import CareerGaps
from shared_backend.coaching.career_lookup import CareerLookup
from shared_backend.coaching.career_paths import CareerPaths
from shared_backend.coaching.career_plans import CareerPlans
from shared_backend.coaching.career_profile import CareerProfiles


@dataclass(frozen=True)
class CareerCoach:
    """Everything a person does with their career, one story an attribute."""

    profile: CareerProfiles
    paths: CareerPaths
    gaps: CareerGaps
    plan: CareerPlans
    exports: CareerExports
    lookup: CareerLookup
    applications: ApplicationTracker
    application_stages: ApplicationStages
    application_lists: ApplicationLists
    check_ins: CareerCheckIns

    @classmethod
    def at(cls, desk: CareerDesk) -> CareerCoach:
        """The stories on one desk."""
        return cls(
            CareerProfiles(desk),
            CareerPaths(desk),
            CareerGaps(desk),
            CareerPlans(desk),
            CareerExports(desk),
            CareerLookup(desk),
            ApplicationTracker(desk),
            ApplicationStages(desk),
            ApplicationLists(desk),
            CareerCheckIns(desk),
        )
