"""Put other people's style sheets and scripts into assets/vendor, with compressed siblings: `make run` does it once.

Nothing of this is committed. Where npm can't be had, the page draws with plotly's full bundle: slower to load, alike to
look at.
"""

import gzip
import logging
import re
import shutil
import subprocess
from importlib.metadata import distribution
from pathlib import Path

import brotli

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "assets" / "vendor"
PLOTLY_SOURCES = ROOT / "scripts" / "plotly"
NPM_TIMEOUT_SECONDS = 90
BOOTSTRAP = ("bootstrap-flask", "flask_bootstrap/static/bootstrap5/css/bootstrap.min.css")
FULL_PLOTLY = ("plotly", "plotly/package_data/plotly.min.js")
SUITES = {
    "dash": (
        "deps/polyfill@*.min.js",
        "deps/react@18.3*.min.js",
        "deps/react-dom@18.3*.min.js",
        "deps/prop-types@*.min.js",
        "dash-renderer/build/dash_renderer.min.js",
        "dash_table/bundle.js",
        "dcc/dash_core_components*.js",
        "dcc/async-dropdown.js",
        "dcc/async-graph.js",
        "html/dash_html_components.min.js",
    ),
    "dash_ag_grid": ("dash_ag_grid.min.js", "async-community.js"),
    "dash_bootstrap_components": ("_components/dash_bootstrap_components.min.js",),
}
DISTRIBUTIONS = {
    "dash": "dash",
    "dash_ag_grid": "dash-ag-grid",
    "dash_bootstrap_components": "dash-bootstrap-components",
}

log = logging.getLogger("build_assets")


def packaged(source: tuple[str, str]) -> Path:
    """Return the path of a file inside an installed distribution.

    Raises:
        FileNotFoundError: the distribution's version doesn't carry the file.
    """
    name, inside = source
    path = Path(str(distribution(name).locate_file(inside)))
    if not path.is_file():
        raise FileNotFoundError(f"{inside} is not in the installed {name}; install requirements.txt again")
    return path


def copy_bootstrap(folder: Path) -> Path:
    """Copy Bootstrap's style sheet without the pointer to a source map that isn't served."""
    text = packaged(BOOTSTRAP).read_text(encoding="utf-8")
    target = folder / "bootstrap.min.css"
    target.write_text(re.sub(r"/\*# sourceMappingURL=.*?\*/\s*", "", text), encoding="utf-8")
    return target


def make_plotly(folder: Path) -> Path:
    """Bundle the traces in use; copy the full bundle when npm is missing or fails."""
    target = folder / "plotly.min.js"
    try:
        _npm("ci")
        _npm("run", "build", "--", str(target))
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("plotly: the full bundle is used, since the lean one could not be built: %s", error)
        shutil.copyfile(packaged(FULL_PLOTLY), target)
    return target


def _npm(*arguments: str) -> None:
    command = ["npm", "--silent", *arguments]
    subprocess.run(command, cwd=PLOTLY_SOURCES, timeout=NPM_TIMEOUT_SECONDS, stdin=subprocess.DEVNULL, check=True)


def compress(source: Path, target: Path) -> None:
    """Write a file's contents twice beside the target's name, as `.br` and as `.gz`, each as small as it gets."""
    content = source.read_bytes()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.with_name(f"{target.name}.br").write_bytes(brotli.compress(content, quality=11))
    target.with_name(f"{target.name}.gz").write_bytes(gzip.compress(content, compresslevel=9, mtime=0))


def compress_suites(folder: Path) -> None:
    """Compress those scripts of Dash's component packages that a page loads, under `suites/<package>/<path>`."""
    for package, patterns in SUITES.items():
        inside = packaged((DISTRIBUTIONS[package], f"{package}/__init__.py")).parent
        for source in sorted(path for pattern in patterns for path in inside.glob(pattern)):
            compress(source, folder / "suites" / package / source.relative_to(inside))


def main() -> None:
    """Build everything afresh."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for made in (copy_bootstrap(VENDOR), make_plotly(VENDOR)):
        compress(made, made)
        sizes = [path.stat().st_size // 1000 for path in (made, made.with_name(f"{made.name}.br"))]
        log.info("%s: %d kB, %d kB in brotli", made.name, *sizes)
    compress_suites(VENDOR)


if __name__ == "__main__":
    main()
