"""A user's own boundary file: the polygons of a GeoJSON FeatureCollection (RFC 7946), longitude before latitude.

No boundaries come with the project: none was found with a clean licence, and the tile diagram needs none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude of the corners, the first one repeated at the end."""

EAST_OF, WEST_OF, NORTH_OF, SOUTH_OF = 100.0, 118.0, 6.0, 25.0
"""Degrees within which a map of Viet Nam and its islands lies."""

FEWEST_DEGREES = 0.01
"""Corners nearer to each other than this (one kilometre) are drawn as one: a page shows no more."""


class BoundaryFileError(ValueError):
    """A file that holds no usable boundaries; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One area: its properties, and the rings of its polygons, outer ones and holes."""

    number: int
    properties: Mapping[str, Any]
    rings: tuple[Ring, ...]


def read_features(content: bytes) -> tuple[Feature, ...]:
    """The areas of a GeoJSON file. BoundaryFileError when it is none, or when its coordinates are not in degrees."""
    try:
        collection = json.loads(content.decode("utf-8-sig"))
        features = collection["features"]
        return tuple(_feature(number, feature) for number, feature in enumerate(features, 1))
    except BoundaryFileError:
        raise
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise BoundaryFileError(str(error)[:150]) from error
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise BoundaryFileError(f"{type(error).__name__} {error}"[:150]) from error


def _feature(number: int, feature: Mapping[str, Any]) -> Feature:
    geometry = feature["geometry"]
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind not in ("Polygon", "MultiPolygon"):
        raise BoundaryFileError(f"feature {number}: {kind}, not Polygon or MultiPolygon")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    rings = tuple(_ring(number, ring) for polygon in polygons for ring in polygon)
    return Feature(number, dict(feature.get("properties") or {}), rings)


def _ring(number: int, corners: Any) -> Ring:
    """The corners, those within a kilometre of the one before left out; all of them for an islet smaller than that."""
    whole: list[tuple[float, float]] = []
    kept: list[tuple[float, float]] = []
    for corner in corners:
        x, y = float(corner[0]), float(corner[1])
        if not (EAST_OF <= x <= WEST_OF and NORTH_OF <= y <= SOUTH_OF):
            raise BoundaryFileError(f"feature {number}: {x}, {y} is no longitude and latitude in Viet Nam")
        whole.append((x, y))
        if not kept or max(abs(x - kept[-1][0]), abs(y - kept[-1][1])) >= FEWEST_DEGREES:
            kept.append((round(x, 3), round(y, 3)))
    if len(whole) < 4:
        raise BoundaryFileError(f"feature {number}: a ring of {len(whole)} corners, which RFC 7946 forbids")
    drawn = kept if len(set(kept)) > 2 else whole
    return tuple(drawn) if drawn[0] == drawn[-1] else (*drawn, drawn[0])
