"""The keyboard alone: pressing Tab until one is there, what has the focus seen on all the way."""

import pytest
from playwright.sync_api import Page

FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one), label = one.closest("label");
    const shown = label ? getComputedStyle(label) : style;
    const ringed = (of) => of.outlineStyle !== "none" && parseFloat(of.outlineWidth) >= 2;
    return {
        name: one.ariaLabel || one.labels?.[0]?.textContent || one.querySelector("svg")?.ariaLabel
            || one.textContent,
        place: one.closest("[id]")?.id ?? "", seen: ringed(style) || ringed(shown) || one === document.body,
    };
}"""
ENOUGH = 400
"""Presses of Tab after which a way is no way."""


def tab_to(page: Page, words: str, within: str = "", key: str = "Tab") -> None:
    """Press Tab until what has the focus says these words; each stop on the way must be seen."""
    for _ in range(ENOUGH):
        page.keyboard.press(key)
        at = page.evaluate(FOCUSED)
        assert at["seen"], f"the focus is not seen on {at['name']}"
        if words in at["name"] and within in at["place"]:
            return
    pytest.fail(f"{words} cannot be reached")
