"""The colours of the pages can be told apart: words, buttons and the edges of everything one can press or fill in."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
TEXT, EDGE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_ratio_is_the_published_one() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_words_can_be_read(mode: str) -> None:
    theme = THEME[mode]
    for name in ("textColor", "linkColor", "grayTextColor", "redTextColor", "orangeTextColor", "greenTextColor"):
        assert contrast(theme[name], theme["backgroundColor"]) >= TEXT, name
    assert contrast(theme["textColor"], theme["secondaryBackgroundColor"]) >= TEXT
    # Streamlit writes white on the primary colour in both modes.
    assert contrast(theme["primaryColor"], "#FFFFFF") >= TEXT


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_edges_and_rings_can_be_seen(mode: str) -> None:
    theme = THEME[mode]
    for name in ("borderColor", "primaryColor"):
        assert contrast(theme[name], theme["backgroundColor"]) >= EDGE, name


def test_what_unfolds_shows_its_arrow() -> None:
    """Streamlit puts an expander's icon in the place of its arrow, and then nothing says that there is more."""
    assert list(without_arrow(ROOT / "user_portal")) + list(without_arrow(ROOT / "admin_portal")) == []


def test_an_expander_without_its_arrow_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text('st.expander("More", icon=":material/add:")\n', encoding="utf-8")
    assert list(without_arrow(tmp_path)) == ["page.py:1"]


def without_arrow(folder: Path) -> Iterator[str]:
    """Expanders that are given an icon."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            made = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "expander"
            if made and any(keyword.arg == "icon" for keyword in node.keywords):  # type: ignore[attr-defined]
                yield f"{path.name}:{node.lineno}"  # type: ignore[attr-defined]
