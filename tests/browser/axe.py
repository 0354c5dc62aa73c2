"""axe-core, run on the page that a browser shows."""

from pathlib import Path

from playwright.sync_api import Page

SOURCE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")
RUN = """
    () => axe.run(document, {resultTypes: ["violations"], preload: false}).then((found) =>
        found.violations.flatMap((rule) => rule.nodes.map((node) =>
            [rule.impact, rule.id, node.target.join(" "), node.failureSummary])))
"""


def grave_faults(page: Page) -> list[str]:
    """List the faults that keep somebody out: impact, rule, element and what axe advises."""
    page.evaluate(SOURCE)
    return [" | ".join(fault).replace("\n", " ") for fault in page.evaluate(RUN) if fault[0] in GRAVE]
