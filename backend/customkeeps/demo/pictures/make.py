"""Make every product picture of the demo shop, once."""

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from .catalogue import AreaShares, PicturedProduct, PrintedView, pictured_products
from .jobs import THUMB_WIDTH_PX, WIDTH_PX, PictureJob
from .template import Quad, print_quad


@dataclass(frozen=True)
class Picture:
    """Two files in the folder asked for, named by their content; pictures are square."""

    view: str
    color: str
    file_name: str
    thumb_file_name: str
    width_px: int = WIDTH_PX
    height_px: int = WIDTH_PX
    thumb_width_px: int = THUMB_WIDTH_PX
    thumb_height_px: int = THUMB_WIDTH_PX


@dataclass(frozen=True)
class PictureView:
    """One side of a product and where on its pictures the print is.

    `print_quad` holds the corners of the part that faces the camera, clockwise from the upper
    left, as shares of the picture; `quad_width_mm` and `quad_height_mm` are that part's size,
    `print_width_mm` and `print_height_mm` the whole print area's. `print_part` is where that part
    lies in the whole: left, top, right, bottom as shares of it.
    """

    view: str
    name: str
    placement: str
    print_width_mm: float
    print_height_mm: float
    print_quad: Quad
    print_part: AreaShares
    quad_width_mm: float
    quad_height_mm: float


@dataclass(frozen=True)
class ProductPictures:
    """`hero` shows a design, `template` the outlined print area, `blanks` colour by colour."""

    slug: str
    hero: Picture
    template: Picture
    blanks: list[Picture]
    views: list[PictureView]


def product_pictures(folder: Path) -> list[ProductPictures]:
    """Write the missing pictures of all demo products into `folder` and describe all of them.

    Uses every processor the first time; later only looks which files are there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    products = pictured_products()
    jobs = {job for product in products for job in _jobs_of(product)}
    _make([job for job in jobs if not job.is_made(folder)], folder)
    return [_describe(product) for product in products]


def _hero_job(product: PicturedProduct) -> PictureJob:
    hero = product.hero
    return PictureJob(hero.view, product.colors[hero.color], hero.design, hero.area_mm)


def _template_job(product: PicturedProduct) -> PictureJob:
    """Outlined on the palest colour, on the side the product is advertised from."""
    view = _template_view(product)
    return PictureJob(view.view, product.colors["White"], area_mm=view.print_mm)


def _template_view(product: PicturedProduct) -> PrintedView:
    """The side named Front where there is one: a mug's print is seen whole from nowhere else."""
    return next((view for view in product.views if view.name == "Front"), product.views[0])


def _blank_jobs(product: PicturedProduct) -> list[tuple[str, PictureJob]]:
    return [
        (color, PictureJob(view.view, base_hex))
        for color, base_hex in product.colors.items()
        for view in product.views
    ]


def _jobs_of(product: PicturedProduct) -> list[PictureJob]:
    blanks = [job for _, job in _blank_jobs(product)]
    return [_hero_job(product), _template_job(product), *blanks]


def _make(jobs: list[PictureJob], folder: Path) -> None:
    if not jobs:
        return
    views = sorted({job.view for job in jobs})
    batches = [[job for job in jobs if job.view == view] for view in views]
    # Spawned, not forked: the caller may hold database connections and threads.
    with ProcessPoolExecutor(os.cpu_count() or 1, get_context("spawn")) as pool:
        for _ in pool.map(_make_batch, batches, [folder] * len(batches)):
            pass


def _make_batch(jobs: Iterable[PictureJob], folder: Path) -> None:
    """All pictures of one view in one process, so that its passes are decoded once."""
    for job in jobs:
        job.make(folder)


def _describe(product: PicturedProduct) -> ProductPictures:
    return ProductPictures(
        slug=product.slug,
        hero=_picture(_hero_job(product), product.hero.color),
        template=_picture(_template_job(product), "White"),
        blanks=[_picture(job, color) for color, job in _blank_jobs(product)],
        views=[_view(view) for view in product.views],
    )


def _picture(job: PictureJob, color: str) -> Picture:
    return Picture(job.view, color, job.file_name, job.thumb_file_name)


def _view(view: PrintedView) -> PictureView:
    left, bottom, right, top = view.shown_mm
    return PictureView(
        view=view.view,
        name=view.name,
        placement=view.placement,
        print_width_mm=view.print_mm[2] - view.print_mm[0],
        print_height_mm=view.print_mm[3] - view.print_mm[1],
        print_quad=print_quad(view.view, view.shown_mm),
        print_part=view.print_part,
        quad_width_mm=right - left,
        quad_height_mm=top - bottom,
    )
