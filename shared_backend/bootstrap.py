"""The one place that names every concrete class: settings in, the whole backend out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from shared_backend.ai_engines import catalogue
from shared_backend.ai_engines.ensemble.base import GlobalModel
from shared_backend.ai_engines.llm import provider
from shared_backend.ai_engines.model_trainer import ModelTrainer, Workshop
from shared_backend.ai_engines.scenarios import TaskCatalogue
from shared_backend.ai_engines.tasks.base import Task
from shared_backend.coaching.career_coach import CareerCoach
from shared_backend.coaching.career_desk import CareerDesk
from shared_backend.coaching.desk import Desk
from shared_backend.coaching.interview_coach import InterviewCoach
from shared_backend.coaching.my_data import MyData
from shared_backend.coaching.my_model import MyModel
from shared_backend.coaching.progress import Progress
from shared_backend.coaching.resume_coach import ResumeCoach
from shared_backend.coaching.resume_desk import ResumeDesk
from shared_backend.domain.ports import Clock, SystemClock
from shared_backend.jobs.engine import DbosJobs
from shared_backend.jobs.shared import jobs_address
from shared_backend.jobs.workers import Heartbeats
from shared_backend.operations.audit_trail import AuditTrail
from shared_backend.operations.datasets import Datasets
from shared_backend.operations.experiments import Experiments
from shared_backend.operations.health import Health
from shared_backend.operations.language_model import LanguageModelDesk
from shared_backend.operations.occupation_facts import OccupationFacts
from shared_backend.operations.releases import Releases
from shared_backend.operations.safety import Safety
from shared_backend.operations.task_guide import TaskGuide
from shared_backend.operations.training import Training
from shared_backend.registry.model_registry import ModelRegistry
from shared_backend.registry.training_data import TrainingData
from shared_backend.registry.user_models import UserModels
from shared_backend.services.accounts import AccountAdministration, Accounts, build_accounts
from shared_backend.services.accounts.hashing import Passwords
from shared_backend.services.audit import AuditLog
from shared_backend.services.content.library import Library
from shared_backend.services.experiments.store import ExperimentStore
from shared_backend.services.guardrails.escalation import Escalations
from shared_backend.services.guardrails.screening import Screening
from shared_backend.services.occupations.facts import Occupations
from shared_backend.services.occupations.installed import resolve
from shared_backend.services.practice.store import PracticeStore
from shared_backend.services.privacy.personal_data import PersonalData
from shared_backend.services.privacy.sharing import PracticeSharing, sharers
from shared_backend.services.progress.trail_store import TrailStore
from shared_backend.settings import Settings
from shared_backend.storage.database import Database
from shared_backend.storage.keyring import Keyring
from shared_backend.storage.opening import open_storage
from shared_backend.storage.vault import Vault

# The reference data is read where it is shipped: beside the packages, in the folder of the project.
REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"
Shapes = Callable[[Task], type[GlobalModel]]


@dataclass(frozen=True)
class Backend:
    """Everything a portal, the worker or the command line may call."""

    settings: Settings
    clock: Clock
    database: Database
    keyring: Keyring
    vault: Vault
    audit: AuditLog
    accounts: Accounts
    administration: AccountAdministration
    workshop: Workshop
    jobs: DbosJobs
    workers: Heartbeats
    training: Training
    datasets: Datasets
    releases: Releases
    guide: TaskGuide
    health: Health
    safety: Safety
    audit_trail: AuditTrail
    language_model: LanguageModelDesk
    experiments: Experiments
    interview: InterviewCoach
    my_model: MyModel
    my_data: MyData
    progress: Progress
    sharing: PracticeSharing
    resume: ResumeCoach
    career: CareerCoach
    facts: OccupationFacts


def build(
    settings: Settings,
    *,
    clock: Clock | None = None,
    passwords: Passwords | None = None,
    tasks: TaskCatalogue | None = None,
    shapes: Shapes = catalogue.shapes,
    create: bool = False,
) -> Backend:
    """Open the storage and put the services on it.

    Parameters
    ----------
    tasks, shapes
        What can be trained and by which kind of model; all of `ai_engines.catalogue` when not given.
    create : bool
        True for a first start: make keys and database when there is neither.

    Raises
    ------
    ConfigurationError
        When the keys or the folder are wrong; nothing was changed.
    """
    clock = clock or SystemClock()
    master_keys = settings.master_keys.get_secret_value() if settings.master_keys else None
    storage = open_storage(settings.database_address, settings.key_file, master_keys, clock=clock, create=create)
    audit = AuditLog(storage.database, storage.keyring, clock)
    people = build_accounts(
        storage, clock, audit.append, audit.facts, open_sign_up=settings.open_sign_up, passwords=passwords
    )
    # What was imported before what is shipped; found once, so that a process reads the same facts as long as it runs.
    reference = resolve(settings.data_dir, REFERENCE)
    # One for the process: it remembers that a provider does not answer and leaves it alone for a while.
    language_model = provider.build(settings)
    workshop = Workshop(
        database=storage.database,
        registry=ModelRegistry(settings.data_dir / "models" / "global"),
        training_data=TrainingData(storage.vault),
        user_models=UserModels(storage.vault),
        tasks=tasks or catalogue.tasks(reference),
        shapes=shapes,
        clock=clock,
        reference=reference,
        language_model=lambda: language_model,
        sharing=sharers,
    )
    trainer = ModelTrainer(workshop)
    facts = OccupationFacts(trainer, settings.data_dir, REFERENCE, reference)
    address = jobs_address(settings.data_dir, settings.database_address)
    jobs = DbosJobs(address)
    workers = Heartbeats(address, clock)
    training = Training(trainer, jobs, audit)
    releases = Releases(trainer, audit)
    escalations = Escalations(storage.database)
    experiments = ExperimentStore(storage.vault)
    desk = Desk(
        database=storage.database,
        workshop=workshop,
        practice=PracticeStore(storage.vault),
        trails=TrailStore(storage.vault),
        library=Library(REFERENCE),
        occupations=Occupations.load(reference),
        screen=Screening.load(REFERENCE).screen,
        escalations=escalations,
        experiments=experiments,
        clock=clock,
        reference=reference,
    )
    return Backend(
        settings=settings,
        clock=clock,
        database=storage.database,
        keyring=storage.keyring,
        vault=storage.vault,
        audit=audit,
        accounts=people.accounts,
        administration=people.administration,
        workshop=workshop,
        jobs=jobs,
        workers=workers,
        training=training,
        datasets=Datasets(trainer, audit),
        releases=releases,
        guide=TaskGuide(trainer),
        health=Health(
            trainer,
            training,
            releases,
            alive=workers.alive,
            waiting_people=escalations.count_open,
            data_dir=settings.data_dir,
            facts=facts,
        ),
        safety=Safety(storage.database, escalations, audit),
        audit_trail=AuditTrail(audit),
        language_model=LanguageModelDesk(settings, audit),
        experiments=Experiments(storage.database, experiments, audit, clock),
        interview=InterviewCoach.at(desk),
        my_model=MyModel(desk, audit.append),
        my_data=MyData(desk, PersonalData(storage.vault), audit.append),
        progress=Progress(desk),
        sharing=PracticeSharing(storage.database, clock, audit.append),
        resume=ResumeCoach.at(
            ResumeDesk.over(storage.database, storage.vault, workshop, clock, audit.append, reference)
        ),
        career=CareerCoach.at(CareerDesk.over(storage.vault, desk)),
        facts=facts,
    )
