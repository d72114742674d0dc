"""The demo's pictures, painted by rule: a name such as ``lake-3`` is a scene and its variation."""

from random import Random

from PIL import ImageDraw

import brushes as b
from brushes import HEIGHT, WIDTH, mix

SKIES = [
    [(28, 44, 92), (92, 88, 150), (226, 138, 128), (255, 206, 150)],
    [(64, 132, 196), (134, 186, 226), (206, 228, 238), (250, 240, 218)],
    [(70, 110, 150), (150, 180, 200), (226, 214, 200), (250, 226, 190)],
    [(22, 30, 66), (66, 60, 122), (170, 84, 120), (250, 150, 96)],
    [(96, 150, 190), (170, 206, 222), (236, 238, 230), (255, 244, 224)],
    [(48, 78, 112), (110, 140, 162), (190, 198, 190), (244, 220, 176)],
]
LEAVES = {
    "autumn": [(206, 92, 32), (232, 152, 40), (178, 54, 34), (240, 190, 70)],
    "summer": [(74, 128, 52), (110, 160, 66), (52, 104, 50), (150, 184, 84)],
    "spring": [(150, 190, 80), (186, 214, 110), (112, 164, 70), (226, 214, 224)],
}
WALLS = [
    (178, 62, 48),
    (226, 186, 98),
    (214, 206, 190),
    (146, 106, 82),
    (120, 146, 152),
    (232, 222, 200),
]


def known(name):
    """Whether there is such a picture."""
    scene, _, variation = name.partition("-")
    return scene in SCENES and variation.isdecimal() and len(variation) < 3


def save(name, path):
    """Paint the picture and keep it as JPEG."""
    scene, _, variation = name.partition("-")
    rng = Random(name)
    image = b.finish(SCENES[scene](rng, int(variation)), name)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, quality=86)


def lake(rng, n):
    """A lake between wooded hills, the sun low."""
    stops = SKIES[n % len(SKIES)]
    image = b.sky(stops, (WIDTH, HEIGHT))
    _sun(image, rng, stops, 560)
    b.clouds(image, rng, mix(stops[2], (255, 255, 255), 0.4))
    for step in range(3):
        colour = mix(stops[2], (22, 44, 48), 0.35 + 0.25 * step)
        edge = b.hills(
            image, rng, 560 + 45 * step, 90 - 20 * step, colour, mix(colour, stops[3], 0.25)
        )
    b.spruces(image, rng, edge, (20, 42, 40), (50, 120), (14, 40))
    b.haze(image, 590, 720, stops[3], 90)
    b.water(image, rng, 700, mix(stops[1], (16, 40, 64), 0.5))
    reeds = ImageDraw.Draw(image)
    for _ in range(120):
        x = rng.choice([rng.gauss(180, 130), rng.gauss(1640, 110)])
        reeds.line(
            (x, HEIGHT, x + rng.uniform(-40, 40), HEIGHT - rng.uniform(80, 260)), (24, 40, 34), 5
        )
    return image


def forest(rng, n):
    """Row behind row of spruces in mist."""
    stops = SKIES[n % len(SKIES)]
    image = b.sky([mix(s, (230, 236, 226), 0.35) for s in stops])
    _sun(image, rng, stops, 300)
    for step in range(6):
        colour = mix(mix(stops[2], (220, 226, 220), 0.4), (14, 38, 36), 0.2 + 0.155 * step)
        edge = b.hills(image, rng, 520 + 110 * step, 90, colour)
        tall = 120 + 75 * step
        b.spruces(
            image, rng, edge, colour, (tall * 0.6, tall * 1.3), (24 + 10 * step, 60 + 26 * step)
        )
        b.haze(
            image,
            500 + 110 * step,
            900 + 60 * step,
            mix(stops[3], (255, 255, 255), 0.3),
            120 - 12 * step,
        )
    return image


def town(rng, n):
    """Wooden houses along the water in the evening."""
    stops = SKIES[(n * 3) % len(SKIES)]
    image = b.sky(stops)
    _sun(image, rng, stops, 470)
    b.clouds(image, rng, mix(stops[2], (255, 255, 255), 0.5), 5)
    b.hills(image, rng, 560, 70, mix(stops[2], (40, 60, 70), 0.55))
    draw = ImageDraw.Draw(image)
    x = -40.0
    while x < WIDTH:
        width, tall = rng.uniform(150, 290), rng.uniform(190, 400)
        wall = mix(rng.choice(WALLS), stops[1], 0.22)
        b.house(draw, rng, (x, 760 - tall, x + width, 760), wall, mix((70, 48, 46), stops[0], 0.3))
        x += width + rng.choice([0, 6, 50])
    for _ in range(9):
        b.leafy(image, rng, rng.uniform(0, WIDTH), 766, rng.uniform(90, 170), LEAVES["summer"])
    b.water(image, rng, 766, mix(stops[1], (20, 34, 60), 0.55), 0.3)
    return image


def street(rng, n):
    """A street with trees and lamps, seen towards its end."""
    stops = SKIES[(n + 1) % len(SKIES)]
    image = b.sky(stops)
    b.glow(image, (900, 560), 260, mix(stops[3], (255, 255, 255), 0.4), 230)
    draw = ImageDraw.Draw(image)
    for step in range(5):
        depth = (step + 1) / 5
        reach, tall = 110 + 760 * depth**1.5, 120 + 560 * depth
        for left, right in (
            (900 - reach - 330 * depth, 900 - reach),
            (900 + reach, 900 + reach + 330 * depth),
        ):
            wall = mix(rng.choice(WALLS), stops[3], 0.5 - 0.4 * depth)
            b.house(
                draw,
                rng,
                (left, 640 - tall * 0.75, right, 700 + 240 * depth),
                wall,
                mix((66, 50, 50), stops[3], 0.5 - 0.4 * depth),
            )
    draw.polygon([(868, 640), (932, 640), (1560, HEIGHT), (240, HEIGHT)], fill=(92, 92, 98))
    draw.polygon([(868, 640), (240, HEIGHT), (-500, HEIGHT), (840, 640)], fill=(176, 168, 158))
    draw.polygon([(932, 640), (1560, HEIGHT), (2300, HEIGHT), (960, 640)], fill=(168, 160, 152))
    for step in range(7):
        y, w = 660 + 11 * step * step, 2 + 2.4 * step
        draw.polygon(
            [
                (900 - w, y),
                (900 + w, y),
                (900 + w * 1.6, y + 7 * step + 6),
                (900 - w * 1.6, y + 7 * step + 6),
            ],
            (232, 228, 216),
        )
    leaves = LEAVES[("autumn", "summer", "spring")[n % 3]]
    for step in range(4):
        depth = (step + 1) / 4
        for side in (-1, 1):
            b.leafy(
                image,
                rng,
                900 + side * (90 + 520 * depth**1.4),
                660 + 250 * depth,
                110 + 330 * depth,
                leaves,
            )
    return image


def park(rng, n):
    """A park with great trees and a winding path."""
    season = ("autumn", "summer", "autumn", "spring")[n % 4]
    stops = SKIES[(n * 2 + 1) % len(SKIES)]
    image = b.sky(stops)
    b.clouds(image, rng, (255, 255, 255), 6)
    ground = (190, 130, 62) if season == "autumn" else (104, 148, 68)
    edge = b.hills(image, rng, 640, 40, mix(ground, stops[2], 0.5))
    b.spruces(image, rng, edge, mix((60, 84, 70), stops[2], 0.4), (60, 130))
    b.grass(image, rng, 690, ground, mix(ground, stops[3], 0.35))
    path = [
        (980, 700),
        (1010, 700),
        (1180, 800),
        (1080, 920),
        (900, 1010),
        (1020, HEIGHT),
        (420, HEIGHT),
        (620, 1000),
        (930, 890),
        (1080, 800),
    ]
    ImageDraw.Draw(image).polygon(path, fill=mix((206, 188, 158), stops[3], 0.2))
    for y in (720, 770, 850, 960):
        x = rng.choice([rng.uniform(60, 700), rng.uniform(1180, 1740)])
        b.leafy(image, rng, x, y, (y - 560) * rng.uniform(1.4, 1.9), LEAVES[season])
    b.specks(image, rng, LEAVES[season], 500, (3, 8), (740, HEIGHT))
    _bench(ImageDraw.Draw(image), rng.uniform(1200, 1500), 1020)
    return image


def playground(rng, n):
    """Swings, a slide and a climbing tower under trees."""
    stops = SKIES[(1, 4, 2)[n % 3]]
    image = b.sky(stops)
    b.clouds(image, rng, (255, 255, 255), 7)
    b.hills(image, rng, 640, 50, mix((90, 140, 96), stops[2], 0.4))
    for x in (140, 420, 1500, 1720):
        b.leafy(
            image, rng, x, 720, rng.uniform(260, 380), LEAVES[("summer", "spring", "autumn")[n % 3]]
        )
    b.grass(image, rng, 700, (104, 156, 72), (150, 188, 104))
    draw = ImageDraw.Draw(image)
    draw.ellipse((260, 820, 1620, 1150), fill=(226, 200, 150))
    tone = rng.choice([(214, 72, 56), (40, 118, 168), (236, 170, 40)])
    for x in (380, 780):
        draw.line((x, 940, x + 60, 520), (72, 74, 86), 16)
        draw.line((x + 120, 940, x + 60, 520), (72, 74, 86), 16)
    draw.line((430, 522, 850, 522), (72, 74, 86), 18)
    for x, lean in ((540, -50), (690, 60)):
        for shift in (0, 46):
            draw.line((x + shift, 526, x + shift + lean, 830), (120, 120, 126), 5)
        draw.rectangle((x + lean - 8, 826, x + lean + 56, 844), fill=tone)
    draw.polygon([(1140, 620), (1270, 500), (1400, 620)], fill=tone)
    for x in (1160, 1370):
        draw.rectangle((x, 610, x + 20, 980), fill=(150, 104, 66))
    draw.rectangle((1150, 740, 1400, 764), fill=(150, 104, 66))
    draw.line(
        [(1150, 750), (1040, 860), (960, 960), (900, 975)],
        mix(tone, (255, 255, 255), 0.25),
        46,
        "curve",
    )
    for y in range(780, 970, 44):
        draw.line((1180, y, 1370, y), (120, 82, 50), 10)
    return image


def library(rng, n):
    """Shelves full of books and a warm lamp."""
    wood = [(92, 58, 38), (70, 50, 44), (124, 88, 58)][n % 3]
    image = b.sky(
        [mix(wood, (0, 0, 0), 0.55), mix(wood, (0, 0, 0), 0.35), mix(wood, (0, 0, 0), 0.6)]
    )
    draw = ImageDraw.Draw(image)
    tones = [
        (150, 48, 44),
        (38, 78, 100),
        (206, 160, 80),
        (60, 96, 74),
        (226, 214, 190),
        (104, 62, 92),
        (40, 42, 60),
        (196, 104, 60),
    ]
    for shelf in range(5):
        floor = 236 + 236 * shelf
        x = 10.0
        while x < WIDTH:
            width, tall = rng.uniform(20, 58), rng.uniform(128, 200)
            tone = mix(rng.choice(tones), (20, 14, 12), rng.uniform(0, 0.4))
            if rng.random() < 0.06:
                x += rng.uniform(30, 90)
            draw.rectangle((x, floor - tall, x + width, floor), fill=tone)
            draw.rectangle(
                (x, floor - tall, x + width * 0.2, floor), fill=mix(tone, (255, 255, 255), 0.16)
            )
            for y in (0.16, 0.8):
                draw.line(
                    (x + 4, floor - tall * y, x + width - 4, floor - tall * y),
                    mix(tone, (255, 220, 150), 0.45),
                    4,
                )
            x += width + 3
        draw.rectangle((0, floor, WIDTH, floor + 30), fill=wood)
        draw.line((0, floor + 1, WIDTH, floor + 1), mix(wood, (255, 230, 190), 0.4), 4)
    b.glow(image, (rng.uniform(400, 1400), 420), 520, (255, 206, 128), 120)
    return image


def plan(rng, n):
    """A town map: water, parks, blocks and streets."""
    paper, sea = [
        ((242, 236, 222), (150, 192, 206)),
        ((236, 240, 234), (126, 176, 196)),
        ((248, 240, 226), (162, 200, 196)),
    ][n % 3]
    image = b.sky([paper, mix(paper, (255, 255, 255), 0.4), paper])
    draw = ImageDraw.Draw(image)
    tilt = rng.uniform(-0.25, 0.25)
    for row in range(-3, 12):
        for column in range(-3, 14):
            x, y = column * 160 + row * 160 * tilt, row * 130 - column * 130 * tilt
            w, h = rng.uniform(110, 138), rng.uniform(84, 108)
            tone = rng.choice(
                [
                    (226, 206, 178),
                    (218, 196, 170),
                    (232, 216, 192),
                    (168, 198, 140),
                    (206, 180, 160),
                ]
            )
            corners = [
                (x, y),
                (x + w, y - w * tilt),
                (x + w + h * tilt, y + h - w * tilt),
                (x + h * tilt, y + h),
            ]
            draw.polygon(corners, fill=tone, outline=mix(tone, (90, 70, 60), 0.35))
    draw.line(
        [(-50, rng.uniform(100, 500)), (600, 560), (1200, 640), (1850, rng.uniform(500, 1000))],
        (255, 252, 240),
        46,
        "curve",
    )
    draw.line(
        [(rng.uniform(300, 800), -50), (820, 600), (rng.uniform(700, 1100), 1250)],
        (244, 206, 120),
        34,
        "curve",
    )
    shore = [(1850, 620), (1500, 700), (1330, 860), (1240, 1010), (1300, 1250), (1850, 1250)]
    draw.polygon(shore, fill=sea)
    draw.line(shore[:5], mix(sea, (40, 90, 120), 0.4), 10, "curve")
    x, y = rng.uniform(500, 900), rng.uniform(380, 620)
    draw.polygon([(x - 44, y - 70), (x + 44, y - 70), (x, y + 40)], fill=(196, 48, 48))
    b.disc(image, (x, y - 86), 56, (196, 48, 48))
    b.disc(image, (x, y - 86), 22, (255, 250, 240))
    return image


def abstract(rng, n):
    """Sheets of colour laid over each other."""
    tones = [
        [(244, 228, 202), (214, 88, 66), (34, 74, 98), (238, 176, 66)],
        [(228, 236, 230), (58, 112, 104), (230, 140, 110), (40, 48, 78)],
        [(240, 226, 226), (142, 66, 106), (244, 180, 90), (48, 92, 128)],
    ][n % 3]
    image = b.sky([tones[0], mix(tones[0], tones[3], 0.25), mix(tones[0], tones[1], 0.3)])
    for step in range(9):
        tone = tones[1 + step % 3]
        if step % 3 == 0:
            b.glow(
                image,
                (rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT)),
                rng.uniform(160, 340),
                tone,
                170,
            )
        else:
            b.hills(
                image, rng, 300 + 110 * step, rng.uniform(90, 190), tone, mix(tone, tones[0], 0.55)
            )
    b.disc(image, (rng.uniform(300, 1500), rng.uniform(180, 360)), rng.uniform(70, 130), tones[3])
    return image


def winter(rng, n):
    """Snow, blue shadows and a lit cottage."""
    stops = [
        [(30, 42, 84), (92, 104, 156), (200, 160, 180), (250, 206, 180)],
        [(110, 150, 190), (176, 204, 226), (226, 234, 240), (250, 240, 236)],
    ][n % 2]
    image = b.sky(stops)
    _sun(image, rng, stops, 500)
    for step in range(3):
        snow = mix((236, 240, 250), stops[1], 0.5 - 0.2 * step)
        edge = b.hills(image, rng, 600 + 120 * step, 80, snow, mix(snow, stops[1], 0.3))
        if step < 2:
            b.spruces(
                image,
                rng,
                edge,
                mix((34, 58, 70), stops[1], 0.35 - 0.2 * step),
                (90 + 90 * step, 190 + 140 * step),
                (40, 150),
            )
    draw = ImageDraw.Draw(image)
    x = rng.uniform(300, 1200)
    b.house(draw, rng, (x, 760, x + 240, 900), (166, 52, 44), (240, 244, 250), dark=(255, 206, 120))
    b.glow(image, (x + 120, 850), 150, (255, 196, 110), 70)
    b.hills(image, rng, 950, 50, (238, 242, 250), mix(stops[1], (220, 228, 244), 0.6))
    b.specks(image, rng, (255, 255, 255), 420, (2, 6))
    return image


def harbour(rng, n):
    """Sailing boats at a jetty."""
    stops = SKIES[(n + 4) % len(SKIES)]
    image = b.sky(stops)
    _sun(image, rng, stops, 430)
    b.clouds(image, rng, (255, 250, 244), 6)
    edge = b.hills(image, rng, 640, 60, mix(stops[2], (30, 66, 62), 0.6))
    b.spruces(image, rng, edge, (34, 66, 60), (40, 90), (14, 44))
    draw = ImageDraw.Draw(image)
    for n_boat in range(5):
        x, tall = 190 + 350 * n_boat + rng.uniform(-70, 70), rng.uniform(260, 420)
        hull = rng.choice([(246, 244, 236), (38, 62, 96), (178, 54, 46)])
        draw.line((x, 700, x, 700 - tall), (222, 214, 198), 7)
        if rng.random() < 0.7:
            draw.polygon(
                [(x + 8, 690 - tall * 0.95), (x + 8, 672), (x + tall * 0.42, 672)],
                fill=(250, 246, 236),
            )
            draw.polygon(
                [(x - 8, 690 - tall * 0.8), (x - 8, 672), (x - tall * 0.26, 672)],
                fill=mix(hull, (255, 255, 255), 0.55),
            )
        draw.polygon([(x - 110, 690), (x + 120, 690), (x + 84, 734), (x - 88, 734)], fill=hull)
    b.water(image, rng, 734, mix(stops[1], (14, 50, 76), 0.5), 0.32)
    for x in range(0, WIDTH, 64):
        draw.rectangle(
            (x, 1060, x + 58, 1130), fill=mix((150, 116, 84), (0, 0, 0), rng.uniform(0, 0.25))
        )
    return image


def pitch(rng, n):
    """A football pitch under floodlights."""
    stops = SKIES[(3, 0, 1)[n % 3]]
    image = b.sky(stops)
    edge = b.hills(image, rng, 600, 40, mix((24, 44, 46), stops[1], 0.3))
    b.spruces(image, rng, edge, (22, 42, 44), (60, 140), (16, 44))
    b.grass(image, rng, 640, (60, 128, 62), (120, 172, 92))
    draw = ImageDraw.Draw(image)
    for step in range(0, 8, 2):
        y0, y1 = 640 + step * step * 9, 640 + (step + 1) ** 2 * 9
        draw.rectangle((0, y0, WIDTH, y1), fill=mix((86, 152, 78), (60, 120, 60), step / 9))
    white = (240, 246, 238)
    draw.line((0, 720, WIDTH, 720), white, 5)
    draw.ellipse((520, 780, 1280, 1040), outline=white, width=8)
    draw.line((-100, 905, WIDTH, 905), white, 7)
    draw.rectangle((780, 590, 1020, 700), outline=white, width=8)
    for x in range(800, 1020, 20):
        draw.line((x, 596, x, 700), mix(white, (90, 130, 90), 0.5), 2)
    for x in (180, 1620):
        draw.line((x, 640, x, 170), (66, 70, 82), 12)
        draw.rectangle((x - 70, 130, x + 70, 190), fill=(80, 84, 96))
        b.glow(image, (x, 160), 130, (255, 246, 214), 230)
    b.disc(image, (rng.uniform(560, 1240), 930), 24, (250, 250, 250))
    return image


def plate(rng, n):
    """A laid table seen from above: bowls of vegetables, bread and soup."""
    cloth = [(196, 166, 128), (112, 138, 140), (222, 206, 186)][n % 3]
    image = b.sky([cloth, mix(cloth, (255, 255, 255), 0.15), mix(cloth, (0, 0, 0), 0.15)])
    draw = ImageDraw.Draw(image)
    for y in range(0, HEIGHT, 26):
        draw.line((0, y, WIDTH, y + rng.uniform(-8, 8)), mix(cloth, (60, 40, 24), 0.16), 3)
    foods = [
        [(226, 120, 40), (240, 160, 60)],
        [(92, 140, 60), (140, 178, 84)],
        [(186, 52, 56), (220, 90, 70)],
        [(236, 206, 130), (210, 164, 90)],
        [(120, 64, 100), (160, 92, 130)],
    ]
    for x, y, r in (
        (560, 620, 400),
        (1230, 360, 270),
        (1290, 900, 250),
        (110, 180, 190),
        (150, 1040, 180),
    ):
        b.glow(image, (x + 26, y + 34), r, mix(cloth, (20, 12, 8), 0.7), 130)
        b.disc(image, (x, y), r, (244, 240, 232))
        b.disc(image, (x, y), r * 0.86, (226, 220, 210))
        b.disc(image, (x, y), r * 0.82, (250, 247, 241))
        _heap(draw, rng, (x, y), r * 0.7, rng.choice(foods) + rng.choice(foods))
    return image


def bus(rng, n):
    """A bus by its stop at dusk."""
    stops = SKIES[(0, 3, 5)[n % 3]]
    image = town(rng, n).crop((0, 0, WIDTH, 760)).resize((WIDTH, 760))
    whole = b.sky([(60, 62, 72), (84, 84, 92), (58, 58, 66)])
    whole.paste(image, (0, 0))
    draw = ImageDraw.Draw(whole)
    tone = [(0, 118, 120), (196, 62, 48), (52, 92, 160)][n % 3]
    b.glow(whole, (900, 1010), 420, (20, 20, 28), 150)
    draw.rounded_rectangle((330, 520, 1480, 960), 46, fill=tone)
    draw.rounded_rectangle((330, 520, 1480, 720), 46, fill=mix(tone, (255, 255, 255), 0.18))
    for x in range(370, 1400, 172):
        draw.rounded_rectangle(
            (x, 580, x + 150, 750), 16, fill=mix((255, 226, 160), stops[1], rng.uniform(0, 0.3))
        )
    draw.rectangle((1236, 580, 1330, 950), fill=mix((250, 224, 166), tone, 0.3))
    for x in (540, 1160):
        b.disc(whole, (x, 960), 84, (24, 24, 30))
        b.disc(whole, (x, 960), 36, (150, 152, 160))
    b.glow(whole, (1480, 890), 90, (255, 244, 206), 230)
    draw.rectangle((190, 470, 206, 1000), fill=(60, 62, 70))
    draw.rounded_rectangle((130, 400, 266, 520), 14, fill=(246, 246, 240))
    draw.text((160, 420), "BUSS", fill=tone, font_size=40)
    return whole


def aurora(rng, n):
    """Northern lights over a lake."""
    image = b.sky([(8, 14, 38), (14, 32, 60), (26, 60, 82), (60, 96, 104)])
    b.specks(image, rng, (226, 234, 255), 260, (1, 3), (0, 600))
    for _ in range(16):
        x, y = rng.uniform(0, WIDTH), rng.uniform(120, 420)
        tone = [(72, 220, 150), (96, 200, 190), (168, 96, 190)][rng.randrange(3)]
        for step in range(4):
            b.glow(image, (x + step * 18, y - 60 * step), 110 - 14 * step, tone, 74)
    edge = b.hills(image, rng, 640, 70, (12, 26, 36))
    b.spruces(image, rng, edge, (8, 20, 28), (70, 160), (18, 50))
    b.water(image, rng, 690, (12, 34, 54), 0.3)
    return image


def crane(rng, n):
    """New houses going up."""
    stops = SKIES[(4, 1, 5)[n % 3]]
    image = b.sky(stops)
    b.clouds(image, rng, (255, 255, 255), 8)
    b.hills(image, rng, 760, 40, mix((96, 120, 110), stops[2], 0.5))
    draw = ImageDraw.Draw(image)
    for x, floors in ((200, 5), (620, 7), (1230, 4)):
        for floor in range(floors):
            y = 980 - floor * 92
            draw.rectangle(
                (x, y - 80, x + 330, y), fill=mix((206, 196, 184), stops[2], 0.1 * floor)
            )
            draw.rectangle((x - 8, y - 92, x + 338, y - 78), fill=(150, 146, 142))
            for w in range(4):
                draw.rectangle(
                    (x + 24 + w * 80, y - 66, x + 70 + w * 80, y - 12),
                    fill=mix((70, 92, 112), stops[1], rng.random() * 0.6),
                )
    for x, tall in ((560, 820), (1160, 700)):
        draw.line((x, 980, x, 980 - tall), (236, 176, 40), 18)
        draw.line((x - 180, 980 - tall, x + 520, 980 - tall), (236, 176, 40), 14)
        draw.line((x, 920 - tall, x + 480, 980 - tall), (120, 96, 40), 4)
        draw.line((x + 380, 980 - tall, x + 380, 1180 - tall), (70, 70, 76), 4)
    b.grass(image, rng, 980, (150, 120, 84), (178, 152, 112))
    return image


SCENES = {
    scene.__name__: scene
    for scene in (
        lake,
        forest,
        town,
        street,
        park,
        playground,
        library,
        plan,
        abstract,
        winter,
        harbour,
        pitch,
        plate,
        bus,
        aurora,
        crane,
    )
}


def _sun(image, rng, stops, height):
    centre = (rng.uniform(450, 1350), height - rng.uniform(20, 150))
    light = mix(stops[3], (255, 255, 255), 0.5)
    b.glow(image, centre, 330, stops[3], 190)
    b.glow(image, centre, 120, light, 230)
    b.disc(image, centre, 46, light)


def _bench(draw, x, y):
    for plank in (0, 26, 70):
        draw.rectangle((x, y - 110 + plank, x + 260, y - 94 + plank), fill=(112, 74, 48))
    for leg in (24, 220):
        draw.rectangle((x + leg, y - 110, x + leg + 14, y + 10), fill=(44, 44, 50))


def _heap(draw, rng, centre, radius, tones):
    for _ in range(150):
        turn, reach = rng.uniform(0, 6.283), rng.random() ** 0.6 * radius
        x, y = centre[0] + reach * rng.gauss(0, 0.6), centre[1] + reach * rng.gauss(0, 0.6)
        if (x - centre[0]) ** 2 + (y - centre[1]) ** 2 > radius**2:
            continue
        r, tone = rng.uniform(14, 40), rng.choice(tones)
        draw.ellipse(
            (x - r + 4, y - r * 0.8 + 6, x + r + 4, y + r * 0.8 + 6),
            fill=mix(tone, (40, 20, 10), 0.5),
        )
        draw.ellipse(
            (x - r, y - r * 0.8, x + r, y + r * 0.8), fill=mix(tone, (255, 240, 210), turn / 25)
        )
