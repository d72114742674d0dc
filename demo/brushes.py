"""Brushes for the demo's pictures: skies, light, hills, water, trees, houses. Pillow only."""

import math
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

WIDTH, HEIGHT = 1800, 1200
SHOWN = (1200, 800)


def sky(stops, size=(WIDTH, HEIGHT)):
    """A vertical gradient through the colours, softly mixed."""
    strip = Image.new("RGB", (1, len(stops)))
    strip.putdata(stops)
    return strip.resize(size, Image.Resampling.BICUBIC)


def mix(one, other, share):
    """A colour between two colours."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def glow(image, centre, radius, colour, strength=255):
    """Light around a point."""
    mask = Image.new("L", (WIDTH // 6, HEIGHT // 6))
    x, y, r = centre[0] / 6, centre[1] / 6, radius / 6
    ImageDraw.Draw(mask).ellipse((x - r, y - r, x + r, y + r), fill=strength)
    mask = mask.filter(ImageFilter.GaussianBlur(r * 0.7)).resize(image.size)
    image.paste(Image.new("RGB", image.size, colour), mask=mask)


def disc(image, centre, radius, colour):
    """The sun or the moon."""
    x, y = centre
    ImageDraw.Draw(image).ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def clouds(image, rng, colour, count=7, band=(100, 420)):
    """Long soft clouds."""
    mask = Image.new("L", (WIDTH // 4, HEIGHT // 4))
    draw = ImageDraw.Draw(mask)
    for _ in range(count):
        x, y = rng.uniform(-100, WIDTH) / 4, rng.uniform(*band) / 4
        for _ in range(14):
            dx, dy = rng.gauss(0, 55), rng.gauss(0, 5)
            w, h = rng.uniform(18, 60), rng.uniform(4, 10)
            draw.ellipse(
                (x + dx - w, y + dy - h, x + dx + w, y + dy + h), fill=rng.randint(40, 120)
            )
    mask = mask.filter(ImageFilter.GaussianBlur(6)).resize(image.size, Image.Resampling.BICUBIC)
    image.paste(Image.new("RGB", image.size, colour), mask=mask)


def hills(image, rng, base, height, colour, foot=None):
    """A ridge of hills; ``foot`` is the colour that it fades to below."""
    waves = [(rng.uniform(0.5, 1.2) * 2**n, rng.uniform(0, 6.3), 0.55**n) for n in range(6)]
    edge = [
        (x, base - height * sum(a * math.sin(f * x / 260 + p) for f, p, a in waves) / 2)
        for x in range(0, WIDTH + 13, 12)
    ]
    mask = Image.new("L", image.size)
    ImageDraw.Draw(mask).polygon([*edge, (WIDTH, HEIGHT), (0, HEIGHT)], fill=255)
    top = max(0, round(base - height))
    shade = Image.new("RGB", image.size, foot or colour)
    shade.paste(
        sky([colour, mix(colour, foot or colour, 0.5), foot or colour], (WIDTH, 520)), (0, top)
    )
    image.paste(shade, mask=mask)
    return edge


def spruce(draw, x, y, height, colour):
    """A spruce with its foot at x, y."""
    for part in range(7):
        top = y - height + height * part * 0.13
        spread = height * (0.05 + 0.028 * part)
        low = top + height * 0.24
        draw.polygon(
            [(x, top), (x - spread, low), (x, low - spread * 0.3), (x + spread, low)], fill=colour
        )
    draw.rectangle((x - height * 0.015, y - height * 0.1, x + height * 0.015, y), fill=colour)


def spruces(image, rng, edge, colour, heights, step=(18, 60)):
    """A row of spruces along an edge."""
    draw = ImageDraw.Draw(image)
    x = -20.0
    while x < WIDTH + 20:
        y = edge[min(len(edge) - 1, max(0, int(x / 12)))][1]
        spruce(draw, x, y + 14, rng.uniform(*heights), mix(colour, (0, 0, 0), rng.uniform(0, 0.2)))
        x += rng.uniform(*step)


def leafy(image, rng, x, y, size, leaves, bark=(58, 44, 38)):
    """A leafy tree: a forked trunk and a crown of many small strokes, lit from the upper left."""
    draw = ImageDraw.Draw(image)
    draw.polygon(
        [
            (x - size * 0.05, y),
            (x + size * 0.05, y),
            (x + size * 0.02, y - size * 0.8),
            (x - size * 0.02, y - size * 0.8),
        ],
        fill=bark,
    )
    for n in range(420):
        turn, reach = rng.uniform(0, 6.283), math.sqrt(rng.random()) * size * 0.5
        cx, cy = x + math.cos(turn) * reach, y - size * 0.95 + math.sin(turn) * reach * 0.86
        light = 0.5 + 0.45 * ((x - cx) + (y - size * 0.95 - cy)) / size
        colour = mix(
            mix(rng.choice(leaves), (12, 16, 30), 0.5), rng.choice(leaves), min(1, light + n / 900)
        )
        r = size * rng.uniform(0.015, 0.06)
        draw.ellipse((cx - r, cy - r * 0.8, cx + r, cy + r * 0.8), fill=colour)


def water(image, rng, shore, tint, share=0.35):
    """Still water below ``shore``: the world above upside down, broken by small waves."""
    above = image.crop((0, max(0, 2 * shore - HEIGHT), WIDTH, shore))
    mirror = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((WIDTH, HEIGHT - shore))
    mirror = Image.blend(mirror, Image.new("RGB", mirror.size, tint), share)
    mirror = mirror.filter(ImageFilter.GaussianBlur(2))
    for row in range(0, HEIGHT - shore, 4):
        shift = round(math.sin(row * 0.21 + rng.uniform(-0.5, 0.5)) * (2 + row * 0.03))
        image.paste(
            ImageChops.offset(mirror.crop((0, row, WIDTH, row + 4)), shift, 0), (0, shore + row)
        )
    ripples(image, rng, shore, mix(tint, (255, 255, 255), 0.6))


def ripples(image, rng, shore, colour):
    """Glints on the water."""
    mask = Image.new("L", image.size)
    draw = ImageDraw.Draw(mask)
    for _ in range(130):
        y = shore + (HEIGHT - shore) * rng.random() ** 1.5
        near = (y - shore) / (HEIGHT - shore)
        x, w = rng.uniform(0, WIDTH), 20 + 160 * near * rng.random()
        draw.line((x, y, x + w, y), fill=rng.randint(20, 80), width=1 + round(3 * near))
    image.paste(
        Image.new("RGB", image.size, colour), mask=mask.filter(ImageFilter.GaussianBlur(1.2))
    )


def house(draw, rng, box, wall, roof, lit=(255, 214, 140), dark=(58, 66, 84), gable=None):
    """A house front with a roof and rows of windows, some of them lit."""
    left, top, right, bottom = box
    draw.rectangle(box, fill=wall)
    draw.rectangle(
        (right - (right - left) * 0.16, top, right, bottom), fill=mix(wall, (0, 0, 0), 0.16)
    )
    peak = gable if gable is not None else (right - left) * 0.3
    draw.polygon([(left - 14, top), (right + 14, top), ((left + right) / 2, top - peak)], fill=roof)
    width, gap = 34, 30
    count = max(1, int((right - left - gap) // (width + gap)))
    start = (left + right - count * (width + gap) + gap) / 2
    y = top + 40
    while y + 62 < bottom - 20:
        for n in range(count):
            x = start + n * (width + gap)
            draw.rectangle(
                (x - 4, y - 4, x + width + 4, y + 56), fill=mix(wall, (255, 255, 255), 0.75)
            )
            draw.rectangle((x, y, x + width, y + 52), fill=lit if rng.random() < 0.4 else dark)
            draw.line(
                (x + width / 2, y, x + width / 2, y + 52),
                fill=mix(wall, (255, 255, 255), 0.7),
                width=3,
            )
        y += 96


def grass(image, rng, top, near, far):
    """A field of grass, blades in front."""
    image.paste(sky([far, mix(far, near, 0.6), near], (WIDTH, HEIGHT - top)), (0, top))
    draw = ImageDraw.Draw(image)
    for _ in range(2600):
        y = top + (HEIGHT - top) * rng.random()
        depth = (y - top) / (HEIGHT - top)
        x, h = rng.uniform(0, WIDTH), 4 + 22 * depth
        tone = mix(
            mix(far, near, depth),
            rng.choice([(255, 255, 210), (0, 20, 10)]),
            rng.uniform(0.05, 0.25),
        )
        draw.line((x, y, x + rng.uniform(-5, 5), y - h), fill=tone, width=2)


def specks(image, rng, colour, count, sizes=(2, 6), band=(0, HEIGHT)):
    """Snowflakes, stars, leaves on the ground or flowers in the grass."""
    draw = ImageDraw.Draw(image)
    tones = [colour] if isinstance(colour, tuple) else colour
    for _ in range(count):
        x, y, r = rng.uniform(0, WIDTH), rng.uniform(*band), rng.uniform(*sizes)
        draw.ellipse((x - r, y - r * 0.8, x + r, y + r * 0.8), fill=rng.choice(tones))


def haze(image, top, bottom, colour, strength=140):
    """Mist between two heights."""
    mask = Image.new("L", (1, 7))
    mask.putdata([0, strength // 2, strength, strength, strength * 2 // 3, strength // 3, 0])
    mask = mask.resize((WIDTH, bottom - top), Image.Resampling.BICUBIC)
    image.paste(Image.new("RGB", mask.size, colour), (0, top), mask)


def finish(image, seed):
    """Grain, a soft light and darker corners, at the size that is shown."""
    image = ImageEnhance.Color(image.resize(SHOWN, Image.Resampling.LANCZOS)).enhance(1.15)
    grain = Image.effect_noise(SHOWN, 26).filter(ImageFilter.GaussianBlur(0.6)).convert("RGB")
    image = Image.blend(image, ImageChops.soft_light(image, grain), 0.55)
    soft = image.filter(ImageFilter.GaussianBlur(9))
    image = Image.blend(image, ImageChops.screen(image, soft), 0.14)
    edge = Image.radial_gradient("L").resize(SHOWN).point(lambda v: max(0, v - 120) // 3)
    image.paste(
        Image.new("RGB", SHOWN, mix((10, 14, 26), (30, 16, 10), Random(seed).random())), mask=edge
    )
    return image
