"""What tells one build of the application from the next."""

import subprocess

from settings import ROOMS, ROOT
from web.wall import built_of


def test_a_build_is_made_of_every_file_that_runs_or_that_a_browser_gets() -> None:
    listed = subprocess.run(["git", "ls-files", "--cached"], cwd=ROOT, capture_output=True, text=True, check=True)
    ours = {ROOT / name for name in listed.stdout.splitlines()}
    seen = {path for path in ours if path.relative_to(ROOT).parts[0] in ("assets", *ROOMS) and path.is_file()}
    seen |= {path for path in ours if path.parent == ROOT and path.suffix == ".py" and path.is_file()}
    assert len(seen) > 100
    assert seen - set(built_of(ROOT)) == set()
    assert not any(path.suffix == ".pyc" for path in built_of(ROOT))
