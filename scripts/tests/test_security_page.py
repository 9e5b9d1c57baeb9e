"""docs/security.md: its numbers are requirements of ASVS 5.0.0, and the tests it names exist."""

import re

import pytest

from scripts.places import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text()
# How many requirements each section of ASVS 5.0.0 has, apart from chapters 10 and 17.
COUNTS = """
1.1:2 1.2:10 1.3:12 1.4:3 1.5:3 2.1:3 2.2:3 2.3:5 2.4:2 3.1:1 3.2:3 3.3:5 3.4:8 3.5:8 3.6:1 3.7:5
4.1:5 4.2:5 4.3:2 4.4:4 5.1:1 5.2:6 5.3:3 5.4:3 6.1:3 6.2:12 6.3:8 6.4:6 6.5:8 6.6:4 6.7:2 6.8:4
7.1:3 7.2:4 7.3:2 7.4:5 7.5:3 7.6:2 8.1:4 8.2:4 8.3:3 8.4:2 9.1:3 9.2:4 11.1:4 11.2:5 11.3:5 11.4:4
11.5:2 11.6:2 11.7:2 12.1:5 12.2:2 12.3:5 13.1:4 13.2:6 13.3:4 13.4:7 14.1:2 14.2:8 14.3:3 15.1:5
15.2:5 15.3:7 15.4:4 16.1:1 16.2:5 16.3:4 16.4:3 16.5:4
"""
SECTIONS = {section: int(count) for section, count in (e.split(":") for e in COUNTS.split())}
NUMBER = re.compile(r"\b(\d+\.\d+)\.(\d+)\b")
PLACES = ("backend/tests", "scripts/tests", "e2e/journeys", "frontend/src", ".")
TESTS = re.findall(r"`([\w./-]*(?:test_\w+\.py|\.spec\.ts|\.test\.tsx?|steps/\w+\.ts))`", PAGE)
ROWS = [line.split("|")[1:-1] for line in PAGE.splitlines() if line.startswith("| ")]


def test_each_number_is_a_requirement() -> None:
    found = NUMBER.findall(PAGE.replace("ASVS 5.0.0", "").replace("v5.0.0", ""))
    text_itself = {("5.0", "0")}
    strange = {f"{s}.{n}" for s, n in set(found) - text_itself if int(n) > SECTIONS.get(s, 0)}
    assert (len(found) > 100, strange) == (True, set())


@pytest.mark.parametrize("name", sorted(set(TESTS)))
def test_each_test_named_exists(name: str) -> None:
    assert any((ROOT / place / name).is_file() for place in PLACES)


def test_each_point_has_a_number_and_a_test() -> None:
    for point, numbers, shown_by in ROWS:
        if point.strip() != "Point":
            assert NUMBER.search(numbers) or numbers.strip() == "none", point
            assert "`" in shown_by, point
