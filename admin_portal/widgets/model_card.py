"""A version's model card: how good it is, where, why, and what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from admin_portal.widgets.calibration_chart import calibration_chart
from admin_portal.widgets.card_facts import card_facts
from admin_portal.widgets.engine_table import engine_table
from admin_portal.widgets.interval_chart import Interval, interval_chart
from admin_portal.widgets.words import figure, metric_help, metric_title, slice_name
from shared_backend.operations.gate import headline
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.web.quiet import quiet
from shared_backend.web.words import count, plain


def model_card(version: ModelVersion, champion: ModelVersion | None) -> None:
    """The whole card, beside the trivial baseline and the champion when that is another version."""
    caveats = version.card["report"]["caveats"]
    if caveats:
        st.info("  \n".join(map(plain, caveats)), icon=":material/info:")
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True, height="stretch"):
        _headline(version, champion)
    with right, st.container(border=True, height="stretch"):
        calibration_chart(version)
    with st.container(border=True):
        engine_table(version)
    if _parts(version.card["report"]):
        with st.container(border=True):
            _slices(version)
    with st.container(border=True):
        card_facts(version)


def _headline(version: ModelVersion, champion: ModelVersion | None) -> None:
    report = version.card["report"]
    name = metric_title(report["headline"])
    own, trivial = headline(report), headline(report, "baseline")
    st.markdown("**How good it is**", help=metric_help(report["headline"]))
    if own is None:
        st.markdown("This card has no figure.")
        return
    better = "higher" if report["higher_is_better"] else "lower"
    st.markdown(f"{name} **{figure(own)}**; {better} is better.")
    quiet(f"With its 95 % interval, on {count(own['n'], 'row')} the measured model had not seen.")
    rows = [_interval(f"This one, {version.label}", own)]
    if champion is not None and champion.id != version.id:
        theirs = headline(champion.card["report"])
        if theirs is not None and champion.card["report"]["headline"] == report["headline"]:
            rows.append(_interval(f"Champion, {champion.label}", theirs))
    if trivial is not None:
        rows.append(_interval(f"Trivial: {report['baseline_name']}", trivial))
    # Cards that were made before there were rivals have none.
    rows += [_interval(f"Simple rule: {rival['name']}", rival["metrics"][0]) for rival in report.get("rivals", ())]
    interval_chart(rows, title=name, key=f"headline-{version.id}")
    for rival in report.get("rivals", ()):
        ahead = rival["ahead"]
        if ahead["low"] <= 0:
            quiet(f"Not clearly better than the simple rule “{plain(rival['name'])}”: ahead by {figure(ahead)}.")
    for metric in report["ensemble"]:
        if metric["name"] != report["headline"]:
            quiet(f"{metric_title(metric['name'])}: {figure(metric)}", help=metric_help(metric["name"]))


def _slices(version: ModelVersion) -> None:
    report = version.card["report"]
    found = sorted(_parts(report), key=lambda s: s["metric"]["value"], reverse=not report["higher_is_better"])
    st.markdown("**Where it is weak and strong**", help="The same figure on parts of the data, the weakest first.")
    worst, best = found[0], found[-1]
    st.markdown(
        f"Weakest: **{plain(slice_name(worst['name']))}**, {figure(worst['metric'])}. "
        f"Strongest: **{plain(slice_name(best['name']))}**, {figure(best['metric'])}."
    )
    kinds = {s["name"].partition(" = ")[0] for s in found}
    # Where all parts are of one kind, saying it each time would only push the names out of sight.
    names = [slice_name(s["name"]) if len(kinds) > 1 else s["name"].partition(" = ")[2] for s in found]
    rows = [_interval(name, s["metric"]) for name, s in zip(names, found, strict=True)]
    interval_chart(rows, title=metric_title(report["headline"]), key=f"slices-{version.id}")


def _interval(name: str, metric: Mapping[str, Any]) -> Interval:
    return Interval(name, metric["value"], metric["low"], metric["high"])


def _parts(report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    # A slice that holds every row says nothing the headline has not said.
    whole = headline(report)
    return [s for s in report["slices"] if whole is None or s["metric"]["n"] < whole["n"]]
