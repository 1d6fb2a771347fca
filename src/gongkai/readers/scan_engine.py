"""The recognition of text in small pictures: all that is known of the library (rapidocr) is known here.

Its models lie in the wheel and are named by their path, so that nothing is ever fetched. One thread: many files are
spread over processes, and a page is the same whatever machine it is read on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from gongkai.core.errors_scan import RecognitionNotInstalled

Grey = NDArray[np.uint8]
"""A picture in grey: rows of pixels, 0 black, 255 white."""

PixelBox = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels, the last two exclusive."""

_MODELS = {
    "Det.model_path": "PP-OCRv6_det_small.onnx",
    "Rec.model_path": "PP-OCRv6_rec_small.onnx",
    "Cls.model_path": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
}
_SETTINGS = {
    "Global.log_level": "critical",
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Rec.rec_img_shape": [3, 48, 96],  # the narrowest picture it is given: most are one or two digits
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one line of text: the characters, and how certain each is (0 to 1)."""

    text: str
    certainty: tuple[float, ...]

    @property
    def least(self) -> float:
        """The certainty of the least certain character; 0 where nothing was read."""
        return min(self.certainty, default=0.0)


class Engine:
    """Finds lines of text on a page, and reads a line."""

    def __init__(self, library: Any) -> None:
        self._library = library

    def lines(self, page: Grey) -> list[PixelBox]:
        """Boxes around lines of text, a little wider than the ink, in no certain order."""
        found = self._library(_in_colour(page), use_det=True, use_cls=False, use_rec=False).boxes
        if found is None:
            return []
        height, width = page.shape
        boxes = []
        for corners in found:
            x0, y0 = (max(int(edge), 0) for edge in corners.min(axis=0))
            x1, y1 = (int(np.ceil(edge)) for edge in corners.max(axis=0))
            boxes.append((x0, y0, min(x1, width), min(y1, height)))
        return boxes

    def read(self, line: Grey) -> Reading:
        """The characters of one line of text."""
        found = self._library(_in_colour(line), use_det=False, use_cls=False, use_rec=True, return_word_box=True)
        text, words = found.txts[0], found.word_results[0]
        certainty = words.confs if text else []
        return Reading(text, tuple(certainty)) if len(certainty) == len(text) else Reading(text, (0.0,) * len(text))

    def upside_down(self, line: Grey) -> bool | None:
        """Whether a line of text stands on its head; None where that is not certain."""
        label, certainty = self._library(_in_colour(line), use_det=False, use_cls=True, use_rec=False).cls_res[0]
        return None if certainty < 0.9 else label == "180"


@cache
def _engine() -> Engine:
    from rapidocr import RapidOCR

    spec = find_spec("rapidocr")
    folder = Path(str(spec.origin)).parent / "models" if spec else Path()
    paths = {key: str(folder / name) for key, name in _MODELS.items()}
    return Engine(RapidOCR(params={**_SETTINGS, **paths}))


def engine_for(name: str) -> Engine:
    """The engine, loaded once a process. Raises RecognitionNotInstalled, which names the file that needs it."""
    try:
        return _engine()
    except (ImportError, FileNotFoundError) as error:
        raise RecognitionNotInstalled(file=name) from error


def _in_colour(picture: Grey) -> NDArray[np.uint8]:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
