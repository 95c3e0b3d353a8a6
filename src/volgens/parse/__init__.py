"""The reading model: raw text to sentences, tokens and Universal Dependencies trees, on ONNX Runtime."""

from volgens.parse.parser import Parser

__all__ = ["Parser"]
