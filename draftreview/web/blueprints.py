"""The list of blueprints, one a subject."""

from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()
