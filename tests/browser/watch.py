"""A page under watch: what it asked for, and what went wrong in it."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response, expect

from tests.browser.patience import Patience

DRAWN = """() => {
  const graphs = [...document.querySelectorAll(".js-plotly-plot")];
  const expected = document.querySelectorAll(".picture").length;
  return document.querySelector("h1") && graphs.length === expected
    && graphs.every((graph) => graph.querySelector(".trace path, .trace text, .hm image"));
}"""


class Watched:
    """Follows a page: `requests` are the paths asked for, `complaints` whatever shouldn't have happened."""

    def __init__(self, page: Page, base_url: str, patience: Patience) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.allowed_status = 200
        self._base_url = base_url
        self._patience = patience
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"error {error}"))
        page.on("request", self._request)
        page.on("requestfailed", lambda request: self.complaints.append(f"failed {request.url} {request.failure}"))
        page.on("response", self._response)

    def open(self, address: str) -> Page:
        """Go to an address and wait until all its pictures are drawn."""
        with self._patience.measured():
            self.page.goto(address)
            self.drawn()
        return self.page

    def drawn(self) -> Page:
        """Wait until every picture of the page has marks."""
        self.page.wait_for_function(DRAWN)
        return self.page

    def heading(self, text: str) -> None:
        """Wait for the page with a heading that contains a text, whole."""
        expect(self.page.locator("h1")).to_contain_text(text)
        self.drawn()

    def _console(self, message: ConsoleMessage) -> None:
        known = self.allowed_status != 200 and f"status of {self.allowed_status}" in message.text
        if message.type in ("error", "warning") and not known:
            self.complaints.append(f"{message.type} {message.text}")

    def _request(self, request: Request) -> None:
        self.requests.append(urlsplit(request.url).path)
        if not request.url.startswith((self._base_url + "/", "data:", "blob:")):
            self.complaints.append(f"outside {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status != self.allowed_status:
            self.complaints.append(f"{response.status} {response.url}")
