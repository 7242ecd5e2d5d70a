"""The tree is the contract: a package nobody placed fails the build, files stay small, locks cover what is needed."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("shared_backend", "user_portal", "admin_portal")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LINES = 300


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [str(program), "--no-logo", "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "text", "named"),
    [
        ("shared_backend/helpers/__init__.py", "", "shared_backend.helpers"),
        ("shared_backend/storage/sneaky.py", "import shared_backend.operations.training\n", "shared_backend.storage"),
        ("shared_backend/services/audit2.py", "import shared_backend.services.audit\n", "Services do not know"),
        ("shared_backend/services/shown.py", "import streamlit\n", "No Streamlit below web"),
        ("shared_backend/domain/heavy.py", "import numpy\n", "Domain is standard library only"),
        ("user_portal/widgets/direct.py", "import shared_backend.storage.database\n", "Portals reach the backend"),
        ("user_portal/widgets/staff.py", "import admin_portal.app\n", "do not know each other"),
    ],
)
def test_a_wrong_import_or_an_unplaced_package_fails(copied: Path, file: str, text: str, named: str) -> None:
    path = copied / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    result = lint(copied)
    assert result.returncode != 0
    said = " ".join(result.stdout.split())
    assert named in said


def test_files_are_one_idea_long() -> None:
    long = {str(path.relative_to(ROOT)): n for path in SOURCES if (n := path.read_text().count("\n")) > LINES}
    assert long == {}


def test_every_module_says_in_one_sentence_what_it_is_for() -> None:
    silent = []
    for path in SOURCES:
        tree = ast.parse(path.read_text())
        if tree.body and not ast.get_docstring(tree):
            silent.append(str(path.relative_to(ROOT)))
    assert silent == []


def test_nothing_is_left_for_later() -> None:
    left = [str(path.relative_to(ROOT)) for path in SOURCES if re.search(r"\b(TODO|FIXME|XXX)\b", path.read_text())]
    assert left == []


def test_nothing_is_unpickled() -> None:
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{path.name}: {name}" for name in names if name.split(".")[0] in {"pickle", "joblib", "dill"}]
    assert found == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_the_lock_is_complete_hashed_and_names_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = list(project["project"]["dependencies"])
    if "dev" in lock:
        wanted += project["dependency-groups"]["dev"]
    pinned = set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))
    missing = [one for one in wanted if re.split(r"[\[<>=~ ]", one)[0].lower().replace("_", "-") not in pinned]
    assert missing == [], "run make lock"
    assert not re.search(r"https?:|file:|--index-url|--find-links|@ ", text)
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert all("--hash=sha256:" in entry for entry in entries)


def test_no_machine_is_named() -> None:
    named = re.compile(r"/work/|/home/\w|/\.library|/root/")
    files = [*SOURCES, ROOT / "Makefile", ROOT / "pyproject.toml", *(ROOT / ".ci").iterdir()]
    assert [str(path.relative_to(ROOT)) for path in files if named.search(path.read_text())] == []
