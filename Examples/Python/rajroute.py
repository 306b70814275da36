"""Routes complaints by the route file of a release, in Python, through librajroute.

    python3 Examples/Python/rajroute.py LIBRARY RELEASE.route CATEGORY DAY PLACE… [--why-not RULE]

Prints the decision as one line of JSON, or the whole explanation when a rule is named. The
class below is all that a program needs to embed the engine; it uses the standard library only.
"""

import ctypes
import json
import sys


class Request(ctypes.Structure):
    _fields_ = [(name, ctypes.c_char_p)
                for name in ("id", "category", "channel", "setting", "day", "places")]

    @classmethod
    def of(cls, complaint):
        texts = {name: complaint.get(name) for name, _ in cls._fields_}
        texts["places"] = " ".join(complaint.get("places", []))
        return cls(**{name: text and text.encode() for name, text in texts.items()})


class RouteTable:
    """The routes of one release. Threads may share it; close it when all are done."""

    def __init__(self, library, path):
        self._library = ctypes.CDLL(library)
        self._library.rajroute_abi.restype = ctypes.c_uint32
        if self._library.rajroute_abi() != 1:
            raise RuntimeError("librajroute has another interface than this program")
        self._library.rajroute_open.restype = ctypes.c_void_p
        for name in ("decide", "decide_batch", "explain"):
            getattr(self._library, "rajroute_" + name).restype = ctypes.c_void_p
        self._library.rajroute_release.restype = ctypes.c_int64
        self._table = ctypes.c_void_p(self._call("rajroute_open", path.encode()))
        self.release = self._library.rajroute_release(self._table)

    def decide(self, complaint):
        return json.loads(self._text(
            "rajroute_decide", self._table, ctypes.byref(Request.of(complaint))))

    def decide_all(self, complaints):
        requests = (Request * len(complaints))(*map(Request.of, complaints))
        lines = self._text(
            "rajroute_decide_batch", self._table, requests, ctypes.c_size_t(len(complaints)))
        return [json.loads(line) for line in lines.splitlines()]

    def explain(self, complaint, why_not=None):
        return json.loads(self._text(
            "rajroute_explain", self._table, ctypes.byref(Request.of(complaint)),
            why_not and why_not.encode()))

    def close(self):
        self._library.rajroute_close(self._table)
        self._table = ctypes.c_void_p()

    def _text(self, function, *arguments):
        pointer = ctypes.c_void_p(self._call(function, *arguments))
        try:
            return ctypes.string_at(pointer).decode()
        finally:
            self._library.rajroute_free(pointer)

    def _call(self, function, *arguments):
        error = ctypes.c_void_p()
        result = getattr(self._library, function)(*arguments, ctypes.byref(error))
        if result is None:
            reason = ctypes.string_at(error).decode() if error else "no reason given"
            self._library.rajroute_free(error)
            raise ValueError(reason)
        return result


def main(arguments):
    why_not = None
    if "--why-not" in arguments:
        at = arguments.index("--why-not")
        why_not = arguments[at + 1]
        del arguments[at:at + 2]
    library, path, category, day, *places = arguments
    try:
        table = RouteTable(library, path)
        complaint = {"id": "C-1", "category": category, "day": day, "places": places}
        if why_not:
            answer = table.explain(complaint, why_not)
        else:
            answer = table.decide(complaint)
            assert table.decide_all([complaint] * 1000) == [answer] * 1000
        table.close()
    except ValueError as error:
        sys.exit(str(error))
    print(json.dumps(answer, ensure_ascii=False, sort_keys=True))


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(sys.argv[1:])
