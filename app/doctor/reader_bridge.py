"""Whether a screen reader can reach the window: on Linux by the bus of AT-SPI, on Windows by the system itself."""

import os
import sys
from pathlib import Path

from platformdirs import PlatformDirs

from app.doctor.finding import Finding, Stand

_ABOUT = "screen reader"
_SERVICE = "services/org.a11y.Bus.service"


def reader_bridge() -> Finding:
    """What is there of it; whether a reader runs is nobody else's business."""
    if not sys.platform.startswith("linux"):
        return Finding(_ABOUT, Stand.FINE, "Screen readers reach the window by the system itself.")
    folders = PlatformDirs("dbus-1", appauthor=False, multipath=True).site_data_dir.split(os.pathsep)
    if not any((Path(folder) / _SERVICE).is_file() for folder in folders):
        says = "A screen reader can't reach the window: what carries it (AT-SPI) isn't installed."
        return Finding(_ABOUT, Stand.WORTH_KNOWING, says, "Install at-spi2-core.", {"service": 0})
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS") and not os.environ.get("AT_SPI_BUS_ADDRESS"):
        says = "Screen readers reach the window in the session of somebody who is logged in to a desktop; this is none."
        return Finding(_ABOUT, Stand.FINE, says, facts={"service": 1, "session": 0})
    return Finding(_ABOUT, Stand.FINE, "A screen reader can reach the window.", facts={"service": 1, "session": 1})
