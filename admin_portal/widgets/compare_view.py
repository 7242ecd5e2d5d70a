"""Two versions side by side: every figure, the change, and whether the change may be chance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from admin_portal.widgets.tables import frame
from admin_portal.widgets.words import ENGINES, figure, metric_title, slice_name
from shared_backend.operations.releases import Versions
from shared_backend.registry.model_registry import ModelVersion


def compare_view(version: ModelVersion, versions: Versions) -> None:
    """Choose the other version; the champion comes first."""
    others = {v.id: v for v in versions.all if v.id != version.id}
    if not others:
        st.markdown("There is nothing to compare with yet. Train a second candidate.")
        return
    champion = versions.champion.id if versions.champion and versions.champion.id in others else next(iter(others))
    other = others[
        st.selectbox(
            "Compare with",
            list(others),
            index=list(others).index(champion),
            format_func=lambda one: others[one].label + (" (champion)" if _is(versions.champion, one) else ""),
            key=f"compare-{version.id}",
        )
    ]
    if version.data_digest != other.data_digest:
        st.info(
            "The two were trained and measured on different rows, so a difference may come from the data.",
            icon=":material/info:",
        )
    _figures(version, other)
    changed = _changed_settings(version, other)
    if changed:
        st.markdown("**Other settings**")
        st.markdown("\n".join(changed))


def _figures(version: ModelVersion, other: ModelVersion) -> None:
    report, theirs = version.card["report"], other.card["report"]
    rows = []
    pairs = [
        (metric_title(m["name"]), m, _named(theirs["ensemble"], m["name"]), _higher(report, m))
        for m in report["ensemble"]
    ]
    slices = {s["name"]: s["metric"] for s in theirs["slices"]}
    pairs += [
        (slice_name(s["name"]), s["metric"], slices.get(s["name"]), report["higher_is_better"])
        for s in report["slices"]
    ]
    for name, own, against, higher in pairs:
        rows.append(
            {
                "Figure": name,
                version.label: figure(own),
                other.label: figure(against) if against else "–",
                "Change": own["value"] - against["value"] if against else None,
                "Says": _says(own, against, higher),
            }
        )
    st.dataframe(
        frame(rows),
        hide_index=True,
        key=f"figures-{version.id}-{other.id}",
        placeholder="–",
        alt=f"Figures of {version.label} and {other.label} with their 95 % intervals.",
        column_config={
            "Figure": st.column_config.TextColumn(pinned=True),
            "Change": st.column_config.NumberColumn(format="%+.3f"),
            "Says": st.column_config.TextColumn(help="“Within noise” means that the two intervals overlap."),
        },
    )


def _says(own: Mapping[str, Any], other: Mapping[str, Any] | None, higher_is_better: bool) -> str:
    if other is None:
        return "only in one"
    if own["low"] <= other["high"] and other["low"] <= own["high"]:
        return "within noise"
    return "better" if (own["value"] > other["value"]) == higher_is_better else "worse"


def _higher(report: Mapping[str, Any], metric: Mapping[str, Any]) -> bool:
    # Errors are the only figures of which less is better; the headline says it of itself.
    return bool(report["higher_is_better"]) if metric["name"] == report["headline"] else metric["name"] != "rmse"


def _named(metrics: list[Mapping[str, Any]], name: str) -> Mapping[str, Any] | None:
    return next((metric for metric in metrics if metric["name"] == name), None)


def _changed_settings(version: ModelVersion, other: ModelVersion) -> list[str]:
    own, theirs = version.card["settings"], other.card["settings"]
    return [
        f"- {name.capitalize()}: {_text(own[name])}; in {other.label}: {_text(theirs.get(name))}"
        for name in own
        if own[name] != theirs.get(name)
    ]


def _text(value: Any) -> str:
    return ", ".join(ENGINES.get(one, str(one)) for one in value) if isinstance(value, list) else str(value)


def _is(version: ModelVersion | None, version_id: str) -> bool:
    return version is not None and version.id == version_id
