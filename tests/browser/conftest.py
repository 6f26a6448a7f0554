"""JupyterLab and Chromium for the browser tests; without a Chromium they are skipped aloud."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from browser.jupyter import FLAGS, Lab, NotebookPage, running_lab, system_chromium

REQUIRED = os.environ.get("LEADLAB_REQUIRE_BROWSER", "") not in {"", "0"}


def no_browser(reason: str) -> None:
    """Fail where a browser is required, skip elsewhere."""
    if REQUIRED:
        pytest.fail(f"LEADLAB_REQUIRE_BROWSER is set, but {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session", name="chromium")
def _chromium() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api") if not REQUIRED else None
    if sync_api is None:
        import playwright.sync_api as sync_api
    with sync_api.sync_playwright() as playwright:
        options: dict[str, Any] = {"headless": True, "args": list(FLAGS)}
        path = system_chromium()
        if path is not None:
            options["executable_path"] = path
        try:
            browser = playwright.chromium.launch(**options)
        except sync_api.Error as error:
            first = str(error).splitlines()[0]
            no_browser(
                f"no Chromium starts here ({first[:120]}); install one, "
                "or run `playwright install chromium`."
            )
        yield browser
        browser.close()


@pytest.fixture(scope="session", name="lab")
def _lab(tmp_path_factory: pytest.TempPathFactory, chromium: Any) -> Iterator[Lab]:
    with running_lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture(name="page")
def _page(chromium: Any, lab: Lab) -> Iterator[NotebookPage]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield NotebookPage(context.new_page(), lab)
    context.close()
    lab.shut_down_kernels()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder needs the browser."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
