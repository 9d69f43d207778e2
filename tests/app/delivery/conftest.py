"""A small source and as small a bundle: so each part of a delivery is tried without making a whole one."""

from pathlib import Path

import pytest

from app.delivery.source import PACKAGES, Source

MOMENT = 1_795_953_600  # 30 November 2026, 00:00 UTC
ROOT = Path(__file__).parents[3]


@pytest.fixture
def source(tmp_path: Path) -> Source:
    """A checkout with nothing in its packages but themselves."""
    root = tmp_path / "a source & Ŵest"
    for name in PACKAGES:
        (root / name).mkdir(parents=True)
        (root / name / "__init__.py").write_text('"""A package."""\n', encoding="utf-8")
    for name in ("LICENSE", "README.md", "pyproject.toml", "resources/delivery/requirements-bundle.lock"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes((ROOT / name).read_bytes())
    return Source(root, "0.1.0", MOMENT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What a bundle's folder looks like from outside: commands, a Python, a module, a link."""
    made = tmp_path / "homeward-0.1.0-linux-x86_64"
    for name in ("homeward", "homeward-window", "bin/python3.11"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text("#!/bin/sh\necho started\n", encoding="utf-8")
        (made / name).chmod(0o755)
    module = made / "lib" / "python3.11" / "site-packages" / "app" / "__init__.py"
    module.parent.mkdir(parents=True)
    module.write_text('"""Ours."""\n', encoding="utf-8")
    (made / "LICENSE").write_text("Apache-2.0\n", encoding="utf-8")
    return made
