"""AI training in the staff portal: data, scenario, run, result; everything is read back from storage."""

from __future__ import annotations

from shared_backend.registry.training_runs import TrainingRun
from tests.portals.conftest import TASK, StaffPortal, submit, words
from tests.tiny import new_id

GOOD = b"text,score\n" + b"".join(b"%s,%d\n" % (b"x" * n, n % 11) for n in range(1, 30))
BAD = b"text,score\nfine,7\nbroken,many\n"


def started(portal: StaffPortal, name: str = "On two rows") -> TrainingRun:
    """The one run that was started in the page."""
    at = portal.open("ai_training")
    at.text_input(key=f"new-{TASK}-name").set_value(name)
    at.button(key=f"FormSubmitter:train-{TASK}-new-Train").click().run()
    assert not at.exception
    assert not at.error
    (run,) = portal.backend.training.list_runs(portal.admin)
    assert at.query_params["run"] == run.id
    return run


def test_without_a_run_the_page_says_what_to_do(portal: StaffPortal) -> None:
    portal.sign_in_first_admin()
    said = words(portal.open("ai_training"))
    assert "No run yet" in said
    assert "No corrections yet" in said


def test_a_run_is_queued_once_with_the_settings_chosen(portal: StaffPortal) -> None:
    portal.sign_in_first_admin()
    at = portal.open("ai_training")
    at.text_input(key=f"new-{TASK}-name").set_value("Three parts")
    at.number_input(key=f"new-{TASK}-folds").set_value(3)
    at.button(key=f"FormSubmitter:train-{TASK}-new-Train").click().run()
    (scenario,) = portal.backend.training.scenarios(portal.admin, TASK)
    assert (scenario.name, scenario.config.folds, scenario.config.seed) == ("Three parts", 3, 0)
    said = words(at)
    assert "Three parts" in said
    assert "No worker is running" in said


def test_a_name_that_is_too_short_starts_nothing(portal: StaffPortal) -> None:
    portal.sign_in_first_admin()
    at = portal.open("ai_training")
    at.text_input(key=f"new-{TASK}-name").set_value("a")
    at.button(key=f"FormSubmitter:train-{TASK}-new-Train").click().run()
    assert "Name: write at least 3 characters" in at.warning[0].value
    assert portal.backend.training.list_runs(portal.admin) == ()
    assert portal.backend.training.scenarios(portal.admin, TASK) == ()


def test_without_data_nothing_is_started_and_no_scenario_is_left_behind(portal: StaffPortal) -> None:
    portal.sign_in_first_admin()
    at = portal.open("ai_training")
    at.checkbox(key=f"builtin-{TASK}").uncheck().run()
    at.text_input(key=f"new-{TASK}-name").set_value("No data")
    at.button(key=f"FormSubmitter:train-{TASK}-new-Train").click().run()
    assert "Choose the built-in data" in at.warning[0].value
    assert portal.backend.training.scenarios(portal.admin, TASK) == ()


def test_a_closed_tab_loses_nothing(portal: StaffPortal) -> None:
    portal.sign_in_first_admin()
    run = started(portal)
    again = portal.open("ai_training")
    assert "Waiting" in str(again.dataframe[-1].value["State"][0])
    portal.backend.training.run_training(run.id)
    later = portal.open("ai_training", run=run.id)
    said = words(later)
    assert "The candidate is **v1**" in said
    assert "How good it is" in said
    assert "Typical error" in said


def test_a_scenario_is_used_again(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    scenario = portal.backend.training.create_scenario(admin, new_id(), name="Once more", task_type=TASK)
    at = portal.open("ai_training")
    at.selectbox(key=f"scenario-{TASK}").select(scenario.id).run()
    at.button(key=f"FormSubmitter:train-{TASK}-{scenario.id}-Train").click().run()
    (run,) = portal.backend.training.list_runs(admin)
    assert run.scenario_id == scenario.id


def test_a_run_can_be_stopped(portal: StaffPortal) -> None:
    portal.sign_in_first_admin()
    run = started(portal)
    at = portal.open("ai_training", run=run.id)
    at.button(key=f"stop-{run.id}").click().run()
    submit(at, f"stop-{run.id}", "Stop it")
    assert portal.backend.training.get_run(portal.admin, run.id).state == "cancelled"
    assert "Stopped before it began" in words(portal.open("ai_training", run=run.id))


def test_a_failed_run_says_why_and_the_overview_says_so_too(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    run_id = new_id()
    report = portal.backend.datasets.upload(admin, TASK, "Two rows", b"text,score\na,1\nb,2\n")
    assert report.dataset is not None
    portal.backend.training.start_new(
        admin, run_id, name="Too little", task_type=TASK, builtin=False, dataset_ids=[report.dataset.id]
    )
    portal.backend.training.run_training(run_id)
    assert "at least 3 rows" in words(portal.open("ai_training", run=run_id))
    assert "the latest training failed" in words(portal.open())


def test_bad_rows_are_named_and_nothing_is_stored(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    at = portal.open("ai_training")
    at.text_input(key=f"upload-name-{TASK}").set_value("Our panel")
    at.file_uploader(key=f"upload-file-{TASK}").set_value(("panel.csv", BAD, "text/csv"))
    at.button(key=f"FormSubmitter:upload-form-{TASK}-Check and store").click().run()
    assert "Nothing was stored" in at.error[0].value
    problems = next(f.value for f in at.table if "What is wrong" in f.value.columns)
    assert list(problems["Line"]) == [3]
    assert portal.backend.datasets.all(admin, TASK) == ()


def test_a_stored_file_is_chosen_at_once(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    at = portal.open("ai_training")
    at.text_input(key=f"upload-name-{TASK}").set_value("Our panel")
    at.file_uploader(key=f"upload-file-{TASK}").set_value(("panel.csv", GOOD, "text/csv"))
    at.button(key=f"FormSubmitter:upload-form-{TASK}-Check and store").click().run()
    (dataset,) = portal.backend.datasets.all(admin, TASK)
    assert "is stored: 29 rows" in at.success[0].value
    again = portal.open("ai_training")
    again.text_input(key=f"upload-name-{TASK}").set_value("Another name")
    again.file_uploader(key=f"upload-file-{TASK}").set_value(("panel.csv", GOOD, "text/csv"))
    again.button(key=f"FormSubmitter:upload-form-{TASK}-Check and store").click().run()
    assert "stored already, as “Our panel”" in again.success[0].value
    assert at.multiselect(key=f"datasets-{TASK}").value == [dataset.id]


def test_the_data_check_names_its_findings(portal: StaffPortal) -> None:
    portal.sign_in_first_admin()
    at = portal.open("ai_training")
    at.button(key=f"check-{TASK}").click().run()
    said = words(at)
    for finding in ("Amount", "Balance", "Duplicates", "Contradictions", "Leakage"):
        assert finding in said
    assert "40 rows in 40 groups" in said
