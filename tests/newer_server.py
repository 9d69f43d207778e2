"""A plugin of pytest's, `-p tests.newer_server`: tests get the PostgreSQL of the wheel, not the machine's older one.

What a server itself refuses is tried on both: Debian 12's is 15, and from 18 on some of it works otherwise inside.
"""

import os

from tests import throwaway_postgres
from tests.templates import TOLD

os.environ.pop(TOLD, None)  # a cluster is its own release's
throwaway_postgres.programs_folders = throwaway_postgres.programs_of_wheel
