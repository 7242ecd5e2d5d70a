"""All versions of a task in one table, and the history of what served."""

from __future__ import annotations

import streamlit as st

from admin_portal.widgets.tables import frame
from admin_portal.widgets.words import between, duration, metric_title
from shared_backend.operations.gate import headline
from shared_backend.operations.releases import Versions
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.web.quiet import quiet


def version_table(versions: Versions, scenarios: dict[str, str]) -> None:
    """One row a version, the newest first."""
    rows = []
    for version in versions.all:
        own = headline(version.card["report"])
        rows.append(
            {
                "Version": version.label,
                "Serves": list(filter(None, [standing(version, versions)])),
                "Figure": own["value"] if own else None,
                "Range": between(own["low"], own["high"]) if own else "–",
                "Rows": version.card["rows"],
                "Scenario": scenarios.get(version.scenario_id, ""),
                "Trained": version.created_at,
                "Took": duration(version.card["seconds"]),
            }
        )
    name = metric_title(versions.all[0].card["report"]["headline"])
    st.dataframe(
        frame(rows),
        hide_index=True,
        key="versions",
        alt=f"{len(rows)} versions, the newest first, with their {name} and its 95 % interval.",
        column_config={
            "Version": st.column_config.TextColumn(width="small", pinned=True),
            "Serves": st.column_config.MultiselectColumn(
                options=["champion", "previous"], color=["green", "gray"], width=100
            ),
            "Figure": st.column_config.NumberColumn(name, format="%.3f"),
            "Range": st.column_config.TextColumn(help="The 95 % interval.", width="small"),
            "Rows": st.column_config.NumberColumn(format="localized"),
            "Trained": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm"),
        },
    )


def standing(version: ModelVersion, versions: Versions) -> str:
    """Whether a version is champion, previous, or neither."""
    if versions.champion is not None and versions.champion.id == version.id:
        return "champion"
    return "previous" if versions.previous is not None and versions.previous.id == version.id else ""


def release_history(versions: Versions) -> None:
    """Who let which version serve, when and why."""
    if not versions.releases:
        st.markdown("Nothing was deployed yet.")
        return
    labels = {version.id: version.label for version in versions.all}
    st.dataframe(
        frame(
            [
                {
                    "When": release.at,
                    "What": "Deployed" if release.action == "deploy" else "Rolled back to",
                    "Version": labels.get(release.model_version_id, ""),
                    "Instead of": labels.get(release.replaced_version_id or "", "–"),
                    "Reason": release.reason or "–",
                    "In spite of": ", ".join(release.overridden) or "–",
                    "By": release.by,
                }
                for release in versions.releases
            ]
        ),
        hide_index=True,
        key="releases",
        alt=f"{len(versions.releases)} releases, the newest first.",
        column_config={
            "When": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm"),
            "In spite of": st.column_config.TextColumn(help="Checks that warned and were overridden with the reason."),
            "By": st.column_config.TextColumn(help="The id of the account; names are sealed."),
        },
    )
    quiet("Times are those of your browser’s time zone.")
