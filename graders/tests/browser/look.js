// Looks at pages as people do, and says what is wrong with them, as JSON: node look.js BROWSER URL...
"use strict";
const { readFileSync } = require("node:fs");
const { fileURLToPath } = require("node:url");
const { chromium } = require("playwright-core");
const { source: axe } = require("axe-core");

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const PAPER = { viewport: { width: 718, height: 1000 } }; // A4 with a margin of a centimetre, at 96 dots an inch
const WAYS = {
  "desktop, light": { ...DESKTOP, colorScheme: "light" },
  "desktop, dark": { ...DESKTOP, colorScheme: "dark" },
  "phone, light": { ...PHONE, colorScheme: "light" },
  "phone, dark": { ...PHONE, colorScheme: "dark" },
  "printed": { ...PAPER, colorScheme: "light", media: "print" },
  "printed from the dark": { ...PAPER, colorScheme: "dark", media: "print" },
};
const SMALLEST = 9; // pixels of a drawing's letters, however narrow the screen
const LOCAL = /^(file|data|blob|about):/;

// In the page: what is wider than the screen, and what a drawing's edge or another word makes unreadable.
function layout([width, smallest]) {
  const found = [];
  if (document.documentElement.scrollWidth > width) {
    const wide = [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > width);
    const told = wide.length ? wide.at(-1).outerHTML.slice(0, 120) : "";
    found.push(`scrolls sideways: ${document.documentElement.scrollWidth} of ${width} pixels, ${told}`);
  }
  for (const svg of document.querySelectorAll('svg[role="img"]')) {
    const frame = svg.getBoundingClientRect();
    const shown = [...svg.querySelectorAll("text")].filter((each) => getComputedStyle(each).display !== "none");
    const words = shown.map((each) => ({ text: each.textContent, box: each.getBoundingClientRect() }));
    const scale = frame.width / svg.viewBox.baseVal.width;
    for (const each of shown) {
      const size = scale * parseFloat(getComputedStyle(each).fontSize);
      if (size < smallest) found.push(`is too small to be read, ${size.toFixed(1)} pixels: ${each.textContent}`);
    }
    for (const [place, { text, box }] of words.entries()) {
      if (box.left < frame.left - 1 || box.right > frame.right + 1) found.push(`is cut off: ${text}`);
      if (box.top < frame.top - 1 || box.bottom > frame.bottom + 1) found.push(`is cut off: ${text}`);
      for (const other of words.slice(place + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across > 1 && down > 3) found.push(`stand on each other: ${text} / ${other.text}`);
      }
    }
  }
  return found;
}

async function look(browser, url, way, script) {
  const { media, ...options } = WAYS[way];
  const context = await browser.newContext(options);
  const found = [];
  try {
    const page = await context.newPage();
    page.on("console", (message) => message.type() === "error" && found.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => found.push(`script: ${error.message}`));
    page.on("dialog", (dialog) => {
      found.push(`dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
    page.on("request", (request) => LOCAL.test(request.url()) || found.push(`asks for ${request.url()}`));
    await context.route((address) => !LOCAL.test(address.href), (route) => route.abort());
    await page.emulateMedia({ media: media ?? "screen" });
    // Off until the page is there, and no longer: axe-core is a script itself.
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setScriptExecutionDisabled", { value: !script });
    await page.goto(url, { waitUntil: "load" });
    await session.send("Emulation.setScriptExecutionDisabled", { value: false });
    found.push(...(await page.evaluate(layout, [options.viewport.width, SMALLEST])));
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run(document, { preload: false, resultTypes: ["violations"] }));
    for (const each of violations) found.push(`${each.id}: ${each.help}: ${each.nodes[0].html.slice(0, 160)}`);
  } finally {
    await context.close();
  }
  return found.map((each) => `${way}${script ? "" : ", without script"}: ${each}`);
}

async function main([executablePath, ...urls]) {
  const browser = await chromium.launch({ executablePath });
  try {
    const found = {};
    for (const url of urls) {
      found[url] = [];
      const scripts = /<script/i.test(readFileSync(fileURLToPath(url), "utf8")) ? [true, false] : [true];
      for (const way of Object.keys(WAYS))
        for (const script of scripts) found[url].push(...(await look(browser, url, way, script)));
    }
    process.stdout.write(JSON.stringify(found));
  } finally {
    await browser.close();
  }
}

main(process.argv.slice(2));
