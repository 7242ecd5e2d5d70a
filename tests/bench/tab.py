"""A browser's tab on the interview page over Streamlit's websocket: opens it, types an answer, submits it."""

from __future__ import annotations

from time import perf_counter
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

ANSWERED = "How do you think you did?"
PATIENCE = 120.0


class Tab:
    """One tab.

    Parameters
    ----------
    url, cookie : str
        The portal's address, and ``name=value`` of the signed-in session.
    """

    def __init__(self, url: str, cookie: str, run_id: str) -> None:
        self._query = f"run={run_id}"
        self._ids: dict[str, str] = {}
        self._connection = connect(
            url.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit", "none"],  # type: ignore[list-item]
            additional_headers={"Cookie": cookie},
            max_size=None,
        )

    def __enter__(self) -> Tab:
        self._socket = self._connection.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection.__exit__(kind, error, at)

    def open(self) -> float:
        """Draw the page; seconds."""
        return self._run(BackMsg(), "Your answer")

    def submit(self, text: str) -> float:
        """Send an answer; seconds until the page that follows it is drawn."""
        message = BackMsg()
        states = message.rerun_script.widget_states.widgets
        states.add(id=self._ids["Your answer"], string_value=text)
        states.add(id=self._ids["Submit answer"], trigger_value=True)
        return self._run(message, ANSWERED)

    def _run(self, message: BackMsg, until: str) -> float:
        message.rerun_script.query_string = self._query
        message.rerun_script.page_name = "interview_coach"
        began, shown = perf_counter(), False
        self._socket.send(message.SerializeToString())
        while True:
            data = self._socket.recv(timeout=PATIENCE)
            assert isinstance(data, bytes)
            shown = shown or until.encode() in data
            answer = ForwardMsg.FromString(data)
            self._learn(answer)
            if answer.WhichOneof("type") == "script_finished" and shown:
                return perf_counter() - began

    def _learn(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind in ("text_area", "button"):
            widget = getattr(element, kind)
            self._ids[widget.label] = widget.id
