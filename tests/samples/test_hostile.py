"""Hostile files are made the same way each time, and every recipe comes up."""

from __future__ import annotations

import zipfile

import pytest

from gongkai.samples.hostile import RECIPES, hostile_file
from gongkai.samples.sample import FORMATS

ENOUGH = len(FORMATS) * max(len(recipes) for recipes in RECIPES.values())
LARGEST = 4_000_000


def test_every_recipe_comes_up_and_no_file_is_large():
    made = [hostile_file(seed) for seed in range(ENOUGH)]
    named = {each.recipe.partition(",")[0] for each in made}
    assert named == {recipe.name for recipes in RECIPES.values() for recipe in recipes}
    assert max(len(each.data) for each in made) < LARGEST


@pytest.mark.parametrize("seed", range(0, 165, 11))
def test_the_same_seed_gives_the_same_file(seed):
    assert hostile_file(seed) == hostile_file(seed)


def test_names_of_recipes_are_unique_in_a_format():
    for recipes in RECIPES.values():
        assert len({recipe.name for recipe in recipes}) == len(recipes)


def test_a_bomb_unpacks_to_far_more_than_it_weighs(tmp_path):
    seed = next(seed for seed in range(ENOUGH) if hostile_file(seed).recipe == "bomb")
    made = hostile_file(seed)
    path = tmp_path / "bomb"
    path.write_bytes(made.data)
    with zipfile.ZipFile(path) as package:
        assert max(entry.file_size for entry in package.infolist()) > 100 * len(made.data)


def test_a_file_says_how_it_was_made():
    assert "seed 3: bits-flipped" in str(hostile_file(3))
