"""A whole journey by the command line alone, on both databases: what the script checks itself, and what is stored."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LAST = {"from_referral_to_closure": "The package is closed.", "records_to_their_end": "The records are at their end."}
OFFICE = HERE.parents[1] / "resources" / "demonstration" / "office.json"


@pytest.mark.skipif(shutil.which("bash") is None, reason="the journey is a script for bash")
@pytest.mark.parametrize("script", sorted(HERE.glob("*.sh")), ids=lambda each: each.stem)
def test_a_journey_is_made_by_the_command_line_alone(script, database_url):
    surroundings = os.environ | {
        "HOMEWARD": f"{sys.executable} -P -m app",
        "DATABASE": database_url,
        "OFFICE": str(OFFICE),
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        ["bash", str(script)], env=surroundings, cwd=HERE.parents[1], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == LAST[script.stem]
