/** Stills painted by the real app: their size, their alpha, their letters, and what becomes of trouble. */
import type { ElectronApplication } from 'playwright/test';
import type { StillAsked } from '../../src/shared/domain/still';
import type { Painter } from '../../src/main/electron/painter';
import { expect, test } from './launch';
import { type Box, paintAll, type Picture, pictureOf, type Pixel, setUpPainter } from './painted';

type Layers = StillAsked['layers'];

const SIZES = [
  { width: 1280, height: 720 },
  { width: 1921, height: 1081 },
  { width: 1080, height: 1920 },
  { width: 3840, height: 2160 },
];

const LONG =
  'I noticed that after the second question four hands went up, and she waited before naming anyone. ';

/** What people, files and other programs may have in their texts. */
const HOSTILE = [
  '<img src=x onerror="document.body.remove()"><script>document.title="taken"</script><b>bold</b>',
  '</style><style>*{display:none}</style>&lt;b&gt; {{7*7}} ${process.exit(1)} \\u003cb\\u003e',
  "'; paint = null; //\u2028\u2029 ` ${1} */",
  'safe \u202egpj.exe\u202c \u2067 אבג \u2066 abc \u200f end',
  'x'.repeat(10_000),
  'word '.repeat(2_000),
  'ﷺ'.repeat(500),
  '👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿'.repeat(300),
  `👩${'\u200d👩'.repeat(400)}`,
  `Z${'\u0301\u0302\u0316'.repeat(300)}algo `.repeat(20),
  'a\u200bb\u200cc\u200dd\ufeffe'.repeat(200),
  'half \ud83d and \udc00 of it',
  'line\n'.repeat(400),
  'وقت الانتظار بعد السؤال '.repeat(60),
  '提问之后的等待时间'.repeat(100),
];

const isPainted = ({ alpha }: Pixel): boolean => alpha > 0;
const luminance = ({ red, green, blue }: Pixel): number => {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

function expectSafe(box: Box | null, { width, height }: { width: number; height: number }): void {
  expect(box).not.toBeNull();
  if (!box) return;
  // Rounded as the page rounds; edges may be shared by a pixel.
  expect(box.left).toBeGreaterThanOrEqual(Math.round(width * 0.05) - 1);
  expect(box.top).toBeGreaterThanOrEqual(Math.round(height * 0.05) - 1);
  expect(box.right).toBeLessThanOrEqual(width - Math.round(width * 0.05) + 1);
  expect(box.bottom).toBeLessThanOrEqual(height - Math.round(height * 0.05) + 1);
}

const corners = (picture: Picture): Pixel[] => [
  picture.at(0, 0),
  picture.at(picture.width - 1, 0),
  picture.at(0, picture.height - 1),
  picture.at(picture.width - 1, picture.height - 1),
];

/** How many windows there are, and whether any but the app's own can be seen or has the focus. */
async function windows(
  app: ElectronApplication,
): Promise<{ count: number; hiddenSeen: boolean; url: string | undefined }> {
  return app.evaluate(({ BrowserWindow }) => {
    const all = BrowserWindow.getAllWindows();
    const hidden = all.filter(({ webContents }) => webContents.getURL().endsWith('/paint.html'));
    return {
      count: all.length,
      hiddenSeen: hidden.some((window) => window.isVisible() || window.isFocused()),
      url: hidden[0]?.webContents.getURL(),
    };
  });
}

/** What became of the words in the page: no elements of their own, and nothing over something else. */
const LOOK_IN_PAGE = `(() => {
  const parts = [...document.querySelectorAll('[class*=_plate_], [class*=_edge_] span')];
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const over = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return {
    markup: document.body.querySelectorAll('img, b, style, #root script').length,
    title: document.title,
    parts: parts.length,
    overlaps: boxes.filter((box, at) => boxes.slice(at + 1).some((other) => over(box, other))).length,
  };
})()`;

/** Runs in the painter's own page. */
async function inPaintersPage(app: ElectronApplication, script: string): Promise<unknown> {
  return app.evaluate(async ({ BrowserWindow }, script): Promise<unknown> => {
    const all = BrowserWindow.getAllWindows();
    const own = all.find(({ webContents }) => webContents.getURL().endsWith('/paint.html'));
    return own?.webContents.executeJavaScript(script);
  }, script);
}

test.describe('a still', () => {
  test('has exactly its size, is transparent where nothing is painted, and no window is seen', async ({
    launch,
    folder,
  }) => {
    const { app } = await launch();
    // The app's page and the painter's are of one origin, and zoom is kept by origin.
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2);
    });
    expect((await windows(app)).count).toBe(1);
    await setUpPainter(app);
    const card: Layers = [{ type: 'card', title: 'Wait time' }];
    const caption: Layers = [{ type: 'caption', text: 'Ten seconds' }];
    for (const size of SIZES) {
      const pngs = await paintAll(
        app,
        [card, caption, []].map((layers) => ({ ...size, layers })),
      );
      const [full, over, empty] = await Promise.all(
        pngs.map(async (png, n) => pictureOf(png, `${folder}/${n}-${size.width}`)),
      );
      if (!full || !over || !empty) throw new Error('not painted');
      for (const { width, height } of [full, over, empty]) expect({ width, height }).toEqual(size);
      for (const { alpha } of corners(full)) expect(alpha).toBe(255);
      for (const { alpha } of corners(over)) expect(alpha).toBe(0);
      expect(over.at(size.width >> 1, Math.round(size.height * 0.94)).alpha).toBeGreaterThan(200);
      expect(empty.count(isPainted)).toBe(0);
    }
    expect(await windows(app)).toEqual({
      count: 2,
      hiddenSeen: false,
      url: 'app://plenary/paint.html',
    });
  });

  test('can be a part of itself, pixel by pixel: how long a clip has run, a still a second', async ({
    launch,
    folder,
  }) => {
    const { app } = await launch();
    await setUpPainter(app);
    const size = { width: 1920, height: 1080 };
    const only = { x: 1440, y: 0, width: 480, height: 136 };
    const layers: Layers = [{ type: 'line', text: '00:42', corner: 'top-right' }];
    const pngs = await paintAll(app, [
      { ...size, layers },
      { ...size, layers, only },
      { ...size, layers: [] },
    ]);
    const [whole, part] = await Promise.all(
      pngs.map(async (png, n) => pictureOf(png, `${folder}/part-${n}`)),
    );
    if (!whole || !part) throw new Error('not painted');
    expect({ width: part.width, height: part.height }).toEqual({ width: 480, height: 136 });
    // All that is painted is in it, and of one kind with what follows it: with alpha.
    expect(part.count(isPainted)).toBe(whole.count(isPainted));
    expect(part.count(isPainted)).toBeGreaterThan(500);
    const box = part.boxOf(isPainted);
    const there = whole.boxOf(isPainted);
    expect(box && { left: box.left + only.x, top: box.top }).toEqual(
      there && { left: there.left, top: there.top },
    );
    expect(new Set(pngs.map((png) => png.readUInt16BE(24)))).toEqual(new Set([0x0806]));
  });

  for (const scale of ['1.25', '2']) {
    test(`has its size on a display of scale ${scale} too`, async ({ launch, folder }) => {
      const { app } = await launch({ args: [`--force-device-scale-factor=${scale}`] });
      await setUpPainter(app);
      const layers: Layers = [
        {
          type: 'shapes',
          drawings: [
            {
              shape: { type: 'box', box: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 } },
              colour: 'sky',
              size: 0.02,
            },
          ],
        },
      ];
      for (const size of SIZES.slice(0, 3)) {
        const [png] = await paintAll(app, [{ ...size, layers }]);
        if (!png) throw new Error('not painted');
        const picture = await pictureOf(png, folder);
        expect({ width: picture.width, height: picture.height }).toEqual(size);
        const box = picture.boxOf(({ alpha }) => alpha > 128);
        expect(box?.left).toBeGreaterThan(size.width * 0.25 - size.height * 0.015);
        expect(box?.right).toBeLessThan(size.width * 0.75 + size.height * 0.015);
      }
    });
  }

  test('is painted in turn, each with what belongs to it', async ({ launch, folder }) => {
    const { app } = await launch();
    await setUpPainter(app);
    const greys = Array.from({ length: 12 }, (_, n) => 16 + n * 18);
    const pngs = await paintAll(
      app,
      greys.map((grey, n) => ({
        width: n % 2 === 0 ? 640 : 360,
        height: n % 2 === 0 ? 360 : 640,
        layers: [
          {
            type: 'card',
            title: '',
            background: `#${grey.toString(16).padStart(2, '0').repeat(3)}`,
          },
        ],
      })),
    );
    for (const [n, png] of pngs.entries()) {
      const picture = await pictureOf(png, folder);
      expect(picture.width).toBe(n % 2 === 0 ? 640 : 360);
      expect(picture.at(5, 5)).toEqual({
        red: greys[n],
        green: greys[n],
        blue: greys[n],
        alpha: 255,
      });
    }
  });
});

test.describe('words', () => {
  test('of a card stay inside the safe margins, in whatever script and length', async ({
    launch,
    folder,
  }) => {
    const { app } = await launch();
    await setUpPainter(app);
    for (const size of [SIZES[0], SIZES[2]]) {
      if (!size) continue;
      const titles = ['Wait time', LONG.repeat(4), ...HOSTILE];
      const pngs = await paintAll(
        app,
        titles.map((title) => ({
          ...size,
          layers: [
            { type: 'card', title, detail: title, background: '#202020', text: '#ffffff' },
            { type: 'line', text: title },
          ],
        })),
      );
      for (const png of pngs) {
        const picture = await pictureOf(png, folder);
        const { red } = picture.at(0, 0);
        expect(red).toBe(0x20);
        expectSafe(
          picture.boxOf((pixel) => Math.abs(pixel.red - 0x20) > 2),
          size,
        );
      }
    }
  });

  test('have grey edges: no colours meant for one display', async ({ launch, folder }) => {
    const { app } = await launch();
    await setUpPainter(app);
    const [png] = await paintAll(app, [
      {
        ...{ width: 1280, height: 720 },
        layers: [
          { type: 'card', title: 'Wait time', background: '#202020', text: '#ffffff' },
          { type: 'line', text: 'For professional discussion' },
        ],
      },
    ]);
    if (!png) throw new Error('not painted');
    const picture = await pictureOf(png, folder);
    expect(picture.count(({ red }) => red > 100)).toBeGreaterThan(1_000);
    expect(
      picture.count(
        ({ red, green, blue }) => Math.max(red, green, blue) - Math.min(red, green, blue) > 2,
      ),
    ).toBe(0);
  });

  test('of a caption, a number and a line never overflow and are never markup', async ({
    launch,
    folder,
  }) => {
    const { app } = await launch();
    await setUpPainter(app);
    for (const size of [SIZES[0], SIZES[2]]) {
      if (!size) continue;
      for (const text of [LONG.repeat(10), ...HOSTILE]) {
        const [png] = await paintAll(app, [
          {
            ...size,
            layers: [
              { type: 'caption', text, number: 888 },
              { type: 'number', number: 3 },
              { type: 'line', text, corner: 'top-right' },
              { type: 'line', text, corner: 'bottom-left' },
              { type: 'line', text },
            ],
          },
        ]);
        if (!png) throw new Error('not painted');
        // The dark edge of a line may reach a little further than its letters.
        const box = (await pictureOf(png, folder)).boxOf(({ alpha }) => alpha > 40);
        expectSafe(box, size);
        const inPage = await inPaintersPage(app, LOOK_IN_PAGE);
        expect(inPage, text.slice(0, 40)).toEqual({
          markup: 0,
          title: 'Plenary: stills',
          parts: 5,
          overlaps: 0,
        });
      }
    }
  });

  test('of a caption take at most three lines and can be read over any footage', async ({
    launch,
    folder,
  }) => {
    const { app } = await launch();
    await setUpPainter(app);
    for (const size of [
      { width: 1920, height: 1080 },
      { width: 1080, height: 1920 },
    ]) {
      const pngs = await paintAll(
        app,
        ['What did you notice?', LONG.repeat(10)].map((text) => ({
          ...size,
          layers: [{ type: 'caption', text }],
        })),
      );
      const [short, long] = await Promise.all(
        pngs.map(async (png, n) => (await pictureOf(png, `${folder}/${n}`)).boxOf(isPainted)),
      );
      if (!short || !long || !pngs[0]) throw new Error('not painted');
      // As high as letters on television, at the bottom, in the middle, no wider than its words.
      expect(short.bottom - short.top).toBeGreaterThan(size.width * 0.035);
      expect(long.bottom - long.top).toBeLessThan(size.height * 0.2);
      expect(short.bottom).toBe(size.height - Math.round(size.height * 0.05));
      expect(Math.abs(short.left + short.right - size.width)).toBeLessThanOrEqual(2);
      expect(short.right - short.left).toBeLessThan(size.width * 0.8);

      for (const over of ['white', 'black', '0x808080']) {
        const picture = await pictureOf(pngs[0], folder, over);
        let [darkest, brightest] = [1, 0];
        for (let y = short.top + 6; y < short.bottom - 6; y++) {
          for (let x = short.left + 20; x < short.right - 20; x++) {
            const light = luminance(picture.at(x, y));
            darkest = Math.min(darkest, light);
            brightest = Math.max(brightest, light);
          }
        }
        const plate = luminance(picture.at((short.left + short.right) >> 1, short.top + 3));
        expect((brightest + 0.05) / (plate + 0.05), `over ${over}`).toBeGreaterThan(7);
        expect(darkest).toBeLessThanOrEqual(plate + 0.01);
      }
    }
  });

  test('of a quiet line show on white and on black', async ({ launch, folder }) => {
    const { app } = await launch();
    await setUpPainter(app);
    const [png] = await paintAll(app, [
      { width: 1280, height: 720, layers: [{ type: 'line', text: 'For professional discussion' }] },
    ]);
    if (!png) throw new Error('not painted');
    const line = (await pictureOf(png, folder)).boxOf(({ alpha }) => alpha > 40);
    expectSafe(line, { width: 1280, height: 720 });
    expect(line?.left).toBeGreaterThan(640);
    expect(line?.top).toBeGreaterThan(600);
    for (const over of ['white', 'black']) {
      const picture = await pictureOf(png, folder, over);
      const ground = luminance(picture.at(0, 0));
      const apart = picture.count((pixel) => {
        const light = luminance(pixel);
        return (Math.max(light, ground) + 0.05) / (Math.min(light, ground) + 0.05) > 4.5;
      });
      expect(apart, `over ${over}`).toBeGreaterThan(500);
    }
  });

  test('nothing is painted where there is nothing to say', async ({ launch, folder }) => {
    const { app } = await launch();
    await setUpPainter(app);
    const [png] = await paintAll(app, [
      {
        ...{ width: 640, height: 360 },
        layers: [
          { type: 'caption', text: ' \u200b\n' },
          { type: 'line', text: '\u202e' },
        ],
      },
    ]);
    if (!png) throw new Error('not painted');
    expect((await pictureOf(png, folder)).count(isPainted)).toBe(0);
  });
});

test('drawings lie where they lie in the room, also between bars', async ({ launch, folder }) => {
  const { app } = await launch();
  await setUpPainter(app);
  const box = { x: 0.25, y: 0.5, width: 0.5, height: 0.25 };
  const drawings = [{ shape: { type: 'box' as const, box }, colour: 'coral' as const, size: 0.01 }];
  const within = { x: 0.25, y: 0, width: 0.5, height: 1 };
  const spotlight = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };
  for (const { width, height } of SIZES.slice(0, 3)) {
    const pngs = await paintAll(app, [
      { width, height, layers: [{ type: 'shapes', drawings }] },
      { width, height, layers: [{ type: 'shapes', drawings, within }] },
      {
        ...{ width, height },
        layers: [
          {
            type: 'shapes',
            drawings: [
              { shape: { type: 'spotlight', box: spotlight }, colour: 'sand', size: 0.01 },
            ],
          },
        ],
      },
    ]);
    const [whole, barred, dimmed] = await Promise.all(
      pngs.map(async (png, n) => pictureOf(png, `${folder}/${n}-${width}`)),
    );
    if (!whole || !barred || !dimmed) throw new Error('not painted');
    const isCoral = ({ red, green, blue, alpha }: Pixel): boolean =>
      alpha > 250 && red > 240 && green > 120 && green < 165 && blue > 95 && blue < 140;
    // The line is half outside the box: sizes are shares of the picture's height.
    const half = (height * 0.01) / 2;
    const expectAt = (found: Box | null, left: number, right: number): void => {
      expect(Math.abs((found?.left ?? 0) - (left - half))).toBeLessThan(2);
      expect(Math.abs((found?.right ?? 0) - (right + half))).toBeLessThan(2);
      expect(Math.abs((found?.top ?? 0) - (height * 0.5 - half))).toBeLessThan(2);
      expect(Math.abs((found?.bottom ?? 0) - (height * 0.75 + half))).toBeLessThan(2);
    };
    expectAt(whole.boxOf(isCoral), width * 0.25, width * 0.75);
    expectAt(barred.boxOf(isCoral), width * 0.375, width * 0.625);
    // Everything but the spotlight is dimmed, to the very corners.
    for (const { alpha } of corners(dimmed)) expect(Math.round((alpha / 255) * 100)).toBe(62);
    expect(dimmed.at(width >> 1, height >> 1).alpha).toBe(0);
  }
});

test.describe('the painter', () => {
  test('says plainly that its window broke, and paints the next in another', async ({ launch }) => {
    const { app, page } = await launch();
    await setUpPainter(app);
    const still: StillAsked = { width: 640, height: 360, layers: [{ type: 'card', title: 'One' }] };
    await paintAll(app, [still]);
    const said = await app.evaluate(async ({ BrowserWindow }, still) => {
      const { painter } = globalThis as { painter?: Painter };
      const all = BrowserWindow.getAllWindows();
      const own = all.find(({ webContents }) => webContents.getURL().endsWith('/paint.html'));
      const painted = painter?.paint(still, new AbortController().signal);
      own?.webContents.forcefullyCrashRenderer();
      return painted?.then(
        () => null,
        (error: { code?: string; message?: string }) => [error.code, error.message],
      );
    }, still);
    expect(said).toEqual([
      'paint-failed',
      expect.stringMatching(/^A picture for the clip was not/),
    ]);
    expect(await paintAll(app, [still])).toHaveLength(1);

    // One that breaks while nothing is painted breaks nothing.
    await app.evaluate(async ({ BrowserWindow }) => {
      const all = BrowserWindow.getAllWindows();
      const own = all.find(({ webContents }) => webContents.getURL().endsWith('/paint.html'));
      const gone = new Promise((done) => own?.once('closed', () => done(null)));
      own?.webContents.forcefullyCrashRenderer();
      await gone;
    });
    expect(await paintAll(app, [still])).toHaveLength(1);
    await expect(page.getByRole('link', { name: 'Lessons', exact: true })).toBeVisible();
  });

  test('stops when told to, refuses what is no still, and goes on with the next', async ({
    launch,
  }) => {
    const { app } = await launch();
    await setUpPainter(app);
    const codes = await app.evaluate(async () => {
      const { painter } = globalThis as { painter?: Painter };
      if (!painter) throw new Error('no painter was set up');
      const abort = new AbortController();
      const size = { width: 640, height: 360 };
      const never = new AbortController().signal;
      const asked = [
        painter.paint({ ...size, layers: [] }, abort.signal),
        painter.paint({ ...size, layers: [] }, never),
        painter.paint({ ...size, width: 100_000, layers: [] }, never),
        painter.paint({ ...size, layers: [] }, AbortSignal.abort()),
        painter.paint({ ...size, layers: [] }, never),
      ];
      abort.abort();
      return Promise.all(
        asked.map((one) =>
          one.then(
            (png) => png.subarray(1, 4).toString(),
            (error: { code?: string }) => error.code,
          ),
        ),
      );
    });
    expect(codes).toEqual(['cancelled', 'PNG', 'invalid', 'cancelled', 'PNG']);
  });

  test('closes its window when it has nothing to do', async ({ launch }) => {
    const { app } = await launch();
    await setUpPainter(app);
    await paintAll(app, [{ width: 640, height: 360, layers: [] }]);
    expect((await windows(app)).count).toBe(2);
    await expect.poll(async () => (await windows(app)).count, { timeout: 60_000 }).toBe(1);
    await paintAll(app, [{ width: 640, height: 360, layers: [] }]);
  });

  test('has a page without doors, behind the same closed network', async ({ launch }) => {
    const { app } = await launch();
    await setUpPainter(app);
    await paintAll(app, [{ width: 640, height: 360, layers: [] }]);
    const tried = await inPaintersPage(
      app,
      `(async () => {
        const fails = (work) => work.then(() => 'got through', () => 'refused');
        return {
          api: typeof window.api,
          node: typeof window.require + typeof window.process,
          network: await fails(fetch('https://example.org/')),
          footage: await fails(fetch('footage://part/x')),
          microphone: await fails(navigator.mediaDevices.getUserMedia({ audio: true })),
          window: window.open('app://plenary/index.html') === null,
        };
      })()`,
    );
    expect(tried).toEqual({
      api: 'undefined',
      node: 'undefinedundefined',
      network: 'refused',
      footage: 'refused',
      microphone: 'refused',
      window: true,
    });
    expect(await windows(app)).toMatchObject({ count: 2, url: 'app://plenary/paint.html' });
  });

  test('does not keep the app open, nor keep it from ending, whatever it is at', async ({
    launch,
  }) => {
    const { app } = await launch();
    await setUpPainter(app);
    await paintAll(app, [{ width: 640, height: 360, layers: [] }]);
    const ended = new Promise((done) => app.process().once('exit', done));
    await app.evaluate(({ BrowserWindow }) => {
      const { painter } = globalThis as { painter?: Painter };
      const still: StillAsked = { width: 1280, height: 720, layers: [] };
      const { signal } = new AbortController();
      // One after the other, as long as they are painted: the window never has nothing to do.
      const goOn = async (): Promise<void> => painter?.paint(still, signal).then(goOn);
      goOn().catch(() => undefined);
      const all = BrowserWindow.getAllWindows();
      const main = all.find(({ webContents }) => !webContents.getURL().endsWith('/paint.html'));
      // After the answer to this is on its way.
      setTimeout(() => main?.close(), 0);
    });
    expect(await ended).toBe(0);
  });
});
