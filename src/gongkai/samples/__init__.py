"""Realistic annual reports of invented bodies, in every layout, with their truth; and mutated, hostile files."""

from gongkai.samples.generate import generate
from gongkai.samples.sample import FORMATS, Format, Grade, Planted, Sample

__all__ = ["FORMATS", "Format", "Grade", "Planted", "Sample", "generate"]
