"""What the lock files promise: every part pinned and hashed, nothing addressed, all of it there for Windows."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WINDOWS = Path(__file__).with_name("windows_wheels.txt")
LINE = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; (.+?))?((?: --hash=sha256:[0-9a-f]{64})+)$")


def entries(name: str) -> list[tuple[str, str, str, set[str]]]:
    """Each line of a lock: name, version, marker, hashes."""
    text = (ROOT / name).read_text(encoding="utf-8")
    lines = re.sub(r"\s*\\\n\s*", " ", text).splitlines()
    found = [LINE.match(line) for line in lines if line and not line.lstrip().startswith("#")]
    assert all(found), "a line that is not name==version with hashes"
    return [(each[1], each[2], each[3] or "", set(re.findall("[0-9a-f]{64}", each[4]))) for each in found]


def wheels() -> dict[str, tuple[str, str]]:
    """Name and version of each recorded wheel, with its file name and hash."""
    lines = [line.split() for line in WINDOWS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {wheel.split("-")[0].replace("_", "-").lower(): (wheel, digest) for wheel, digest in lines}


def for_windows() -> list[tuple[str, str, str, set[str]]]:
    return [each for each in entries("requirements.lock") if ">= '3.12'" not in each[2]]


@pytest.mark.parametrize(
    "lock", ["requirements.lock", "requirements-dev.lock", "resources/delivery/requirements-bundle.lock"]
)
def test_every_part_is_pinned_and_hashed(lock):
    assert len(entries(lock)) > 25


@pytest.mark.parametrize("part", for_windows(), ids=lambda part: part[0])
def test_every_part_of_a_desk_has_a_wheel_for_windows_among_its_hashes(part):
    name, version, _marker, hashes = part
    wheel, digest = wheels()[name]
    assert wheel.split("-")[1] == version
    assert wheel.endswith(("-win_amd64.whl", "-none-any.whl"))
    assert digest in hashes


def test_windows_gets_its_zone_data_and_no_part_is_left_out_there():
    markers = {name: marker for name, _version, marker, _hashes in for_windows()}
    assert markers["tzdata"] == ""
    assert [marker for marker in markers.values() if "sys_platform" in marker or "platform_system" in marker] == []


def test_pyside_is_older_than_the_release_that_loses_none():
    version = next(
        version for name, version, _marker, _hashes in entries("requirements.lock") if name == "pyside6-essentials"
    )
    assert (6, 11) <= tuple(int(part) for part in version.split("."))[:2] < (6, 12)


def test_a_desk_can_put_the_project_in_place_without_fetching_anything():
    assert "setuptools" in {name for name, *_rest in entries("requirements.lock")}


def test_the_checks_use_the_very_parts_of_a_desk():
    desk = {(name, version, marker) for name, version, marker, _hashes in entries("requirements.lock")}
    assert (
        desk - {(name, version, marker) for name, version, marker, _hashes in entries("requirements-dev.lock")} == set()
    )
