// The questions of journeys to the page, by name, in the order of the files that ask them. The harness sends all with
// each question; nothing of it stays in the page.

const probes = {
    // accessibility.rs
    addWrongButtons() {
        const style = [['width', '9px'], ['height', '9px'], ['padding', '0'], ['border', '0']];
        for (const name of ['a', 'b']) {
            const button = document.createElement('button');
            button.className = name;
            document.querySelector('main').prepend(button);
            for (const [property, value] of style) button.style.setProperty(property, value, 'important');
        }
    },

    // brushing.rs
    itemInPicture(view, id) {
        const box = document.querySelector(`#${view} canvas`).getBoundingClientRect();
        const item = document.querySelector(`#${view} [data-id='${id}']`).getBoundingClientRect();
        return [item.x + item.width / 2 - box.x, item.y + item.height / 2 - box.y];
    },
    pictureSize(view) {
        const box = document.querySelector(`#${view} canvas`).getBoundingClientRect();
        return [box.width, box.height];
    },
    // Lists the page's writings of its address, and keeps a rest of `ms` from passing until `rest` is called.
    holdRests(ms) {
        const [own, clear, rests] = [setTimeout, clearTimeout, new Map()];
        let last = 0;
        window.setTimeout = (work, after) => {
            if (after !== ms) return own(work, after);
            rests.set(--last, work);
            return last;
        };
        window.clearTimeout = id => rests.delete(id) || clear(id);
        window.rest = () => [...rests.values()].forEach(work => work());
        window.written = [];
        for (const name of ['pushState', 'replaceState']) {
            const write = history[name];
            history[name] = function (...entry) {
                if (entry[2]) written.push(name);
                return write.apply(this, entry);
            };
        }
    },

    // choosing.rs
    // Counts frames from the next click on, and notes at which count the items of a view change first.
    countFramesToChanges(views) {
        let frames = 0;
        const next = () => {
            frames += 1;
            requestAnimationFrame(next);
        };
        addEventListener('click', () => requestAnimationFrame(next), { capture: true, once: true });
        window.changedAt = {};
        for (const view of views) {
            const note = () => { changedAt[view] ??= frames; };
            new MutationObserver(note).observe(document.querySelector(`#${view} .items`), { subtree: true, attributes: true });
        }
    },
    linksWithoutNoopener() {
        return [...document.querySelectorAll('aside a[href^="https://"]')]
            .filter(link => !link.relList.contains('noopener')).map(link => link.href);
    },

    // drawing.rs
    isAsWideAsItsScreen(view) {
        const canvas = document.querySelector(`#${view} canvas`);
        return canvas.clientWidth < 700 && Math.abs(canvas.width - canvas.clientWidth) <= 1;
    },

    // element.rs
    isMissingPageSaid() {
        return document.querySelector('chuhai-story').shadowRoot?.textContent.includes('no page found')
            && document.querySelector('chuhai-story a').checkVisibility();
    },
    sayWrongHeights(origin) {
        const source = document.querySelector('chuhai-story').shadowRoot.querySelector('iframe').contentWindow;
        const wrong = [
            null, 7, 'chuhai:height', {},
            { type: 'chuhai:height', height: '77' }, { type: 'chuhai:height', height: -1 },
            { type: 'chuhai:height', height: 1e9 }, { type: 'chuhai:height', height: 7.5 },
            { type: 'chuhai:change', query: 7, selection: null }, { type: 'chuhai:change', query: '' },
            { type: 'chuhai:ready' }, { type: 'other' },
        ];
        for (const data of wrong) dispatchEvent(new MessageEvent('message', { data, origin, source }));
        const right = { type: 'chuhai:height', height: 77 };
        dispatchEvent(new MessageEvent('message', { data: right, origin: 'https://evil.example', source }));
    },
    sayRightHeight(origin) {
        const source = document.querySelector('chuhai-story').shadowRoot.querySelector('iframe').contentWindow;
        dispatchEvent(new MessageEvent('message', { data: { type: 'chuhai:height', height: 377 }, origin, source }));
    },
    previewFits() {
        const frame = document.querySelector('.send-preview iframe').getBoundingClientRect();
        const room = document.querySelector('.send-preview').getBoundingClientRect();
        return frame.right <= room.right + 1 && frame.bottom <= room.bottom + 3 && frame.width > room.width - 12
            && document.querySelector('dialog').scrollWidth <= document.querySelector('dialog').clientWidth;
    },

    // embedding.rs
    askWhatIsShown() {
        const asked = window.answers = of('chuhai:change').length;
        frame().postMessage({ type: 'chuhai:get' }, '*');
        return asked;
    },
    answerAfter(count) {
        return of('chuhai:change').length > count &&
            { ...of('chuhai:change').at(-1), query: bare(of('chuhai:change').at(-1).query) }
    },
    lastChangeIs(query, selection) {
        const last = of('chuhai:change').at(-1);
        return last && bare(last.query) === query && last.selection === selection
            && Object.keys(last).sort().join() === 'query,selection,type';
    },
    dragStartOnTimeline() {
        const box = document.querySelector('#timeline .stage').getBoundingClientRect();
        return [box.left + 300, box.top + 60];
    },
    wayToWholePage(touch) {
        const link = document.querySelector('.embed-link'), box = link.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return { aside: document.documentElement.scrollWidth - innerWidth,
            below: document.documentElement.scrollHeight - innerHeight,
            seen: link.contains(top) && box.bottom <= innerHeight && box.height >= (touch ? 44 : 24),
            target: link.target, query: new URL(link.href).search, name: link.textContent,
            chrome: document.querySelectorAll('[data-lang], .tools, .view-tools a').length }
    },
    storyBodyFromItsTop() {
        const box = document.querySelector('.story-body'), top = box.getBoundingClientRect().top;
        const seen = selector => document.querySelector(selector).getBoundingClientRect().top - top;
        return [box.scrollTop, Math.min(seen('.step-kicker'), seen('.story-picture-title')) < 40];
    },
    scrollStoryBody() {
        const box = document.querySelector('.story-body');
        box.scrollTo({ top: 120, behavior: 'instant' });
        return box.scrollTop;
    },

    // engines.rs
    addressHasStep(pair) {
        const pairs = decodeURIComponent((location.search || location.hash).slice(1)).split('&');
        return pairs.find(pair => pair.startsWith('step=')) == pair;
    },

    // filters.rs
    markOption(name) {
        document.querySelector('[data-meant]')?.removeAttribute('data-meant');
        const option = [...document.querySelectorAll('.filters fieldset :is(label, button)')]
            .find(option => option.querySelector('span')?.textContent === name);
        option?.setAttribute('data-meant', '');
        return option !== undefined;
    },
    isFaultSaid(expected) {
        const field = document.querySelector('fieldset input[aria-invalid=true]');
        const words = field && document.getElementById(field.getAttribute('aria-describedby'))?.textContent;
        return words?.includes(expected) && words.includes('last year');
    },
    smallFilterTargets() {
        return [...document.querySelectorAll('.filters :is(button, label, input[type=text]), nav a')]
            .filter(element => element.offsetParent && element.getBoundingClientRect().height < 44)
            .map(element => element.outerHTML.slice(0, 120));
    },

    // harness.rs
    centre(selector) {
        const element = document.querySelector(selector);
        if (!element) return null;
        element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
        // The middle of a link in two lines may be beside it.
        const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2, box.width, box.height];
    },
    markShown(selector) {
        const shown = [...document.querySelectorAll(selector)].find(element => element.checkVisibility());
        shown?.setAttribute('data-shown', '');
        return shown !== undefined;
    },
    pictureCorner(view) {
        const box = document.querySelector(`#${view} canvas`).getBoundingClientRect();
        return [box.x, box.y];
    },

    // keyboard.rs
    focusElement(selector) {
        const element = document.querySelector(selector);
        document.activeElement.blur();
        element?.focus();
        return element !== null;
    },
    pressUntrusted(key, init) {
        const how = { key, bubbles: true, cancelable: true, ...init };
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', how));
        return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(null))));
    },

    // lacking.rs
    goToStep(ix) {
        const nav = document.querySelector('.story-nav, .story-dots');
        nav.querySelector(`li:nth-child(${ix + 1}) a`).click();
    },

    // layout.rs
    elementsSticking() {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return [];
        return [...document.querySelectorAll('body *')]
            .filter(element => element.getBoundingClientRect().right > width + 1)
            .slice(0, 5).map(element => element.outerHTML.slice(0, 120));
    },
    isLanguageSeen(lang) {
        const box = document.querySelector(`[data-lang=${lang}]`).getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return box.left >= 0 && box.right <= innerWidth && box.top >= 0 && top?.closest('[data-lang]') !== null;
    },
    smallTargets(least) {
        return [...document.querySelectorAll('main button:not([data-id]), main summary, main input')]
            .filter(element => getComputedStyle(element).clipPath !== 'inset(50%)')
            .map(element => [element, (element.closest('label') ?? element).getBoundingClientRect()])
            .filter(([element, box]) => box.width > 0 && (box.height < least || box.width < Math.min(least, 24)))
            .slice(0, 5).map(([element, box]) => `${element.outerHTML.slice(0, 100)} ${box.width} × ${box.height}`);
    },
    layoutShift() {
        return new Promise(done => new PerformanceObserver(list => done(list.getEntries()
            .filter(entry => !entry.hadRecentInput).reduce((sum, entry) => sum + entry.value, 0)))
            .observe({ type: 'layout-shift', buffered: true }) ?? setTimeout(() => done(0), 0));
    },
    boxInDocument(selector) {
        const box = document.querySelector(selector).getBoundingClientRect();
        return [box.left + scrollX, box.top + scrollY, box.width, box.height];
    },
    phoneLayout(picture) {
        const box = selector => document.querySelector(selector).getBoundingClientRect();
        const row = ['.seal', 'h1', '.tools'].map(box);
        return { rows: Math.max(...row.map(box => box.top)) < Math.min(...row.map(box => box.bottom)),
            tabs: box('nav').top >= Math.max(...row.map(box => box.bottom)) - 1, head: box('header').height,
            controls: [box('.filter-all'), box('#search')].map(box => box.top),
            picture: box(`#${picture} .stage`).bottom, window: innerHeight }
    },
    freePartOfMap() {
        const map = document.querySelector('#map .stage').getBoundingClientRect();
        const panel = document.querySelector('.panel-open').getBoundingClientRect();
        const beside = panel.left >= map.right;
        const bottom = Math.min(map.bottom, innerHeight, beside ? Infinity : panel.top);
        return (bottom - map.top) / map.height;
    },
    isPanelCloseSeen() {
        const box = document.querySelector('.panel-bar > .icon-button').getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return top?.closest('.panel-bar > .icon-button') !== null;
    },
    cutText() {
        return [...document.querySelectorAll('main *')].filter(element => {
            const style = getComputedStyle(element);
            return element.checkVisibility() && element.clientWidth > 4 && !element.matches('.items')
                && style.clipPath === 'none' && style.textOverflow !== 'ellipsis'
                && (style.overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1
                    || style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1);
        }).map(element => element.outerHTML.slice(0, 100));
    },

    // lazy_details.rs
    doDetailsComeAfterReady() {
        const at = performance.getEntriesByName('chuhai:ready')[0].startTime;
        const late = performance.getEntriesByType('resource').filter(entry => /details-.*\.bin$/.test(entry.name));
        return late.length === 1 && late[0].startTime >= at;
    },

    // metadata.rs
    fetchCitations() {
        return Promise.all([...document.querySelectorAll('.citing a')].map(async link => {
            const answer = await fetch(link.href); return [answer.status, link.href.split('/').pop(),
            (await answer.arrayBuffer()).byteLength > 1000]; }));
    },

    // motion.rs
    itemBoxes(view) {
        return [...document.querySelectorAll(`#${view} [data-id]`)].map(item => {
            const { x, y, width, height } = item.getBoundingClientRect();
            return [item.dataset.id, x, y, width, height];
        });
    },
    zoomByWheel() {
        const stage = document.querySelector('#map .stage');
        const box = stage.getBoundingClientRect();
        stage.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, ctrlKey: true, deltaY: -240,
            clientX: box.x + 300, clientY: box.y + 200 }));
    },
    dragMap() {
        const stage = document.querySelector('#map .stage');
        const box = stage.getBoundingClientRect();
        for (const [type, dx] of [['pointerdown', 0], ['pointermove', 40]])
            stage.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 7,
            clientX: box.x + 300 + dx, clientY: box.y + 200 }));
    },

    // offline.rs
    editions() {
        const root = document.documentElement;
        return [root.dataset.edition ?? '', getComputedStyle(root).getPropertyValue('--edition').trim()];
    },
    isWorkerInCharge() {
        return navigator.serviceWorker.getRegistrations().then(([found]) =>
            found?.active?.state === 'activated' && !found.installing && !found.waiting);
    },
    cachedAddresses() {
        return caches.keys().then(names => Promise.all(names.map(async name =>
            (await (await caches.open(name)).keys()).map(request => request.url)))).then(lists => lists.flat());
    },
    bootStatus() {
        const boot = document.querySelector('script[type=module]').src;
        return fetch(boot, { cache: 'no-store' }).then(response => response.status);
    },

    // one_file.rs
    loadedResources() {
        return performance.getEntriesByType('resource').map(entry => entry.name)
            .filter(name => !/^(data|blob):/.test(name)).join(' ');
    },

    // opening.rs
    itemsWithoutNameOrTwice(view) {
        const items = [...document.querySelectorAll(`#${view} [data-id]`)];
        const ids = items.map(item => item.dataset.id);
        const name = item => (item.getAttribute('aria-label') ?? item.textContent).trim();
        return [...items.filter(item => !name(item)).map(item => item.outerHTML),
            ...ids.filter((id, index) => ids.indexOf(id) !== index)];
    },
    startDuration() {
        const at = name => performance.getEntriesByName(name, 'mark')[0].startTime;
        return at('chuhai:ready') - at('chuhai:start');
    },
    fetchSynchronously(url) {
        const request = new XMLHttpRequest();
        request.open('GET', url, false);
        request.send();
        return request.status === 200 ? request.responseText : null;
    },

    // other.rs
    allWords() {
        const names = [...document.querySelectorAll('body [aria-label], body [title]')]
            .map(element => [element.ariaLabel, element.title].join(' '));
        const head = [...document.querySelectorAll('head meta[content]')].map(meta => meta.content);
        return [document.title, document.body.innerText, ...names, ...head].join('\n');
    },
    linksWithoutData() {
        return [...document.querySelectorAll('main a[href^="?"]')].map(a => a.getAttribute('href'))
            .filter(href => !new URLSearchParams(href).has('data'));
    },

    // panel.rs
    smallPanelButtons() {
        return [...document.querySelectorAll('.panel button')]
            .map(button => [button.outerHTML.slice(0, 80), button.getBoundingClientRect()])
            .filter(([, box]) => Math.min(box.width, box.height) < 43.5)
            .map(([html, box]) => `${html} ${box.width} × ${box.height}`);
    },
    centreAsItIs(selector) {
        const box = document.querySelector(selector).getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
    },

    // paper.rs
    printedParts(section) {
        const seen = selector => [...document.querySelectorAll(selector)]
            .filter(element => element.checkVisibility() && element.getBoundingClientRect().height > 0);
        return [
            seen(`#${section} .printed svg`).length,
            seen('.step').map(step => step.dataset.step).join(),
            seen('button:not(th button), canvas').length,
            getComputedStyle(document.body).color,
        ];
    },

    // pictures.rs
    parseSvg(svg) {
        const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
        const root = parsed.documentElement;
        const all = [...parsed.querySelectorAll('*')];
        const known = ['svg', 'title', 'desc', 'rect', 'path', 'circle', 'text'];
        const foreign = all.filter(element => !known.includes(element.localName));
        const risky = all.flatMap(element => [...element.attributes])
            .filter(({ name, value }) => /^on|href|^src|^style/i.test(name) || /url\(|javascript:/i.test(value));
        return {
            broken: parsed.querySelector('parsererror') !== null || root.localName !== 'svg',
            title: root.querySelector('title')?.textContent,
            desc: root.querySelector('desc')?.textContent,
            lang: root.getAttribute('lang'),
            words: [...root.querySelectorAll('text')].map(text => text.textContent).join(''),
            size: [Number(root.getAttribute('width')), Number(root.getAttribute('height'))],
            paper: root.querySelector('rect').getAttribute('fill'),
            foreign: foreign.map(element => element.localName).concat(risky.map(({ name }) => name)),
        };
    },
    saveButton(selector) {
        const { ariaLabel, offsetWidth, offsetHeight } = document.querySelector(selector);
        return [ariaLabel, Math.min(offsetWidth, offsetHeight) >= 44];
    },

    // place.rs
    scrollAsReader(top) {
        document.body.dispatchEvent(new Event('wheel', { bubbles: true }));
        scrollTo({ top: top, behavior: 'instant' });
    },
    topForStep(step, share) {
        const box = document.querySelector(`[data-step=${step}]`).getBoundingClientRect();
        return box.top + scrollY + share * box.height - innerHeight / 2;
    },
    isStepTextSeen(step) {
        const text = document.querySelector(`.step-now[data-step=${step}] h3`);
        const box = text?.closest('.step').getBoundingClientRect();
        return box && box.top < innerHeight && box.bottom > 0;
    },
    storyEnds() {
        const box = document.querySelector('.story-steps').getBoundingClientRect();
        return [box.top + scrollY - innerHeight / 2, box.bottom + scrollY - innerHeight / 2 - 1];
    },
    pictureBelongsToText(titles) {
        const steps = [...document.querySelectorAll('.step')];
        const inside = ({ top, bottom }) => top <= innerHeight / 2 && innerHeight / 2 < bottom;
        const read = steps.find(step => inside(step.getBoundingClientRect())) ?? steps[0];
        return read.matches('.step-now') && new Map(titles).get(read.dataset.step)
            === document.querySelector('.story-picture-title').textContent;
    },
    topForMiddleOf(id) {
        const box = document.querySelector(`#${id}`).getBoundingClientRect();
        return box.top + scrollY + box.height / 2 - innerHeight / 2;
    },
    isAcrossMiddle(id) {
        const box = document.querySelector(`#${id}`).getBoundingClientRect();
        const at = id === 'data' ? innerHeight : innerHeight / 2;
        return box.top < at && box.bottom > innerHeight - at;
    },
    isPlaceWritten() {
        const [, top, of] = (history.state ?? '').split('|');
        return of && Math.abs(document.querySelector(of).getBoundingClientRect().top - top) <= 1;
    },
    followReference() {
        const link = document.querySelector('.step .cite');
        location.hash = link.getAttribute('href');
        return location.hash.slice(1);
    },
    isRowOpen(id) {
        const row = document.getElementById(id).closest('tr').nextElementSibling;
        return row.matches('.row-evidence') && row.checkVisibility() && row.textContent.length > 40;
    },
    isRowAt(id, top) {
        const box = document.getElementById(id).getBoundingClientRect();
        const ends = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
        return Math.abs(box.top - top) <= 2 || ends && box.top >= 0 && box.bottom <= innerHeight;
    },

    // prerendered.rs
    drawnPictures(view) {
        return [...document.querySelectorAll(`#${view} figure svg[role=img]`)]
            .filter(svg => svg.checkVisibility() && svg.getBoundingClientRect().width > 200)
            .filter(svg => svg.textContent.length > 20).length;
    },
    deadLinks() {
        return [...document.querySelectorAll('.prerendered a[href^="#"]')]
            .map(a => a.getAttribute('href').slice(1)).filter(id => !document.getElementById(id));
    },
    duplicateIds() {
        const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
        return ids.filter((id, ix) => ids.indexOf(id) !== ix);
    },
    visibleControls() {
        return [...document.querySelectorAll('main :is(button, input, select)')]
            .filter(control => control.checkVisibility()).map(control => control.outerHTML);
    },
    lookOfStory() {
        const box = selector => {
            const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
            return [x, y, width, height].map(Math.round);
        };
        const style = getComputedStyle(document.querySelector('.step h3'));
        return [box('h1'), box('.lead-text'), box('.step h3'), box('.step-text'), box('.story-figure .stage'),
            style.color, style.fontFamily, style.fontSize, getComputedStyle(document.body).backgroundColor];
    },
    readOnInFifthStep() {
        const step = document.querySelector('[data-step=money]');
        const { top } = step.querySelector('.step-text').getBoundingClientRect();
        scrollTo({ top: top + scrollY - 120, behavior: 'instant' });
        step.querySelectorAll('.cite')[1].focus({ preventScroll: true });
    },
    visibleSections() {
        return [...document.querySelectorAll('.prerendered main > section, .prerendered .view')]
            .filter(section => section.checkVisibility() && section.id).map(section => section.id);
    },

    // search.rs
    smallestSearchTarget() {
        return Math.min(...[...document.querySelectorAll('#search, [role=option], .search-clear')]
            .map(element => Math.min(element.offsetWidth, element.offsetHeight)));
    },

    // share.rs
    isWholeFieldSelected(id) {
        const field = document.activeElement;
        return field.id === id && field.selectionStart === 0 && field.selectionEnd === field.value.length;
    },

    // starting.rs
    pageEnd(end) {
        const seen = selector => [...document.querySelectorAll(selector)].filter(element => {
            const box = element.getBoundingClientRect();
            return box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true }) });
        const { state } = document.documentElement.dataset;
        const notices = seen('.when-failed').length;
        const isEnd = end ? state === end : state === 'failed' || state === 'ready';
        if (document.readyState === 'loading' || !isEnd || state !== 'ready' && !notices) return null;
        const words = seen('#story .step-text').map(text => text.textContent).join('').length;
        // A story whose text cannot be read from the document gets it with the details.
        if (state === 'ready' && !words) return null;
        return { state, notices, pages: seen('main').length, titles: seen('main h1').length,
            dead: seen('main :is(button, input, select)').map(control => control.outerHTML.slice(0, 80)),
            words, canvases: seen('#story canvas').length, pictures: seen('figure svg[role=img]').length,
            styled: getComputedStyle(document.documentElement).getPropertyValue('--whole') !== '' }
    },
    failedPage() {
        const seen = selector => [...document.querySelectorAll(selector)].filter(element => element.checkVisibility());
        return document.documentElement.dataset.state === 'failed' && seen('.when-failed').length > 0 &&
            [seen('.when-failed').length, seen('main').length, seen('main :is(button, input, select)').length];
    },

    // story.rs
    isStepShown(expected, notes) {
        const text = selector => document.querySelector(`#story ${selector}`)?.textContent.trim();
        const step = document.querySelector('#story .step-now');
        const summary = text('figcaption .summary') ?? '';
        const canvas = document.querySelector('#story figure canvas');
        const seen = [
            step?.dataset.step, step?.querySelector('h3').textContent,
            text('[aria-current=step]'), text('.story-picture-title'),
        ];
        return JSON.stringify(seen) === JSON.stringify(expected)
            && document.querySelectorAll('#story [aria-current=step]').length === 1
            && summary !== '' && notes.every(note => summary.includes(note)) && (!window.trouble || canvas?.drawn > 0);
    },
    layoutShifts() {
        return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
            shifts.push(...shiftWatch.takeRecords());
            const own = shifts.filter(shift => !shift.hadRecentInput).sort((a, b) => b.value - a.value);
            const name = ({ node, previousRect, currentRect }) =>
            `${node?.outerHTML?.slice(0, 60) ?? node?.textContent ?? 'gone'}: ${previousRect.y} to ${currentRect.y}`;
            done([own.reduce((sum, shift) => sum + shift.value, 0),
            own.slice(0, 3).map(shift => [shift.value, shift.startTime, shift.sources.map(name)])]);
            })));
    },
    isStoryPictureSeen() {
        const box = document.querySelector('#story figure .stage').getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight && box.width > 500 && box.height > 200;
    },
    isStepAcrossMiddle(step) {
        const { top, bottom } = document.querySelector(`[data-step=${step}]`).getBoundingClientRect();
        return top < innerHeight / 2 && bottom > innerHeight / 2;
    },
    embeddedStoryFits() {
        const seen = selector => {
            const box = document.querySelector(selector).getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth
                && box.width >= 44 && box.height >= 40;
        };
        return [innerWidth, innerHeight, seen('#story figure .stage'), seen('.story-bar'),
            seen('.story-bar .button-main'), document.documentElement.scrollHeight <= innerHeight];
    },
    pictureAfter(before) {
        const now = document.querySelector('#story canvas').toDataURL();
        return now !== before && now;
    },
    isStepRead(always) {
        const { top, bottom } = document.querySelector('.step-now').getBoundingClientRect();
        return always || top < innerHeight / 2 && bottom > innerHeight / 2;
    },
    areAllPicturesPainted(count) {
        const canvases = [...document.querySelectorAll('.step figure canvas:first-of-type')];
        return canvases.length === count && canvases.every(canvas => canvas.drawn > 0 && canvas.clientHeight > 100);
    },
    pictureTitles() {
        return [...document.querySelectorAll('#story .step')].map(step =>
            [step.dataset.step, step.querySelector('.story-picture-title').textContent]);
    },

    // story_content.rs
    storySteps() {
        return [...document.querySelectorAll('.step')].map(step => [
            step.dataset.step, step.querySelector('h3').textContent,
            [...step.querySelectorAll('.step-text')].map(text => text.textContent),
            [...step.querySelectorAll('.step-text .cite')].map(cite => cite.textContent),
            [...step.querySelectorAll('.step-evidence a')].map(name => name.textContent)]);
    },
    isEvidenceSeen() {
        const box = document.querySelector('.panel-open .panel-name').getBoundingClientRect();
        return document.elementFromPoint(box.x + 5, box.y + box.height / 2)?.closest('.panel-name') !== null;
    },
    isStepInWindow() {
        const { top, bottom } = document.querySelector('.step-now').getBoundingClientRect();
        return top < innerHeight && bottom > 0;
    },
    disputedClaims() {
        const links = claim => [...claim.querySelectorAll('a[href^=http][rel=noopener]')];
        const parts = claim => [
            claim.querySelector('.disputed-name').textContent, claim.textContent,
            links(claim).map(link => link.getAttribute('href')),
        ];
        return [...document.querySelectorAll('.disputed details')]
            .map(section => [...section.querySelectorAll('.disputed-claim')].map(parts));
    },

    // tables.rs
    tableRows(section) {
        return [...document.querySelectorAll(`#${section} tbody tr:not(.group, .row-evidence)`)].map(row => {
            const { row: chosen, open } = row.querySelector('th button').dataset;
            return [Number(chosen ?? open), [...row.cells].map(cell => cell.textContent.trim())];
            });
    },
    tableHead(section) {
        const table = document.querySelector(`#${section} table`);
        return [table.firstElementChild.matches('caption') && table.caption.textContent,
            table.closest('[role=region][tabindex="0"]').ariaLabel,
            [...table.tHead.querySelectorAll('th[scope=col]')].map(head => head.textContent.trim())];
    },
    isSortedBy(view, column, order) {
        return [...document.querySelectorAll(`#${view} thead th`)]
            .every((th, ix) => th.ariaSort === (ix === column ? order : 'none'));
    },

    // touch.rs
    itemPlaces(view) {
        const stage = document.querySelector(`#${view} .stage`).getBoundingClientRect();
        return [...document.querySelectorAll(`#${view} [data-id]`)].map(item => {
            const box = item.getBoundingClientRect();
            return `${Math.round(box.x - stage.x)},${Math.round(box.y - stage.y)}` }).join(' ');
    },
    emptyPoint(view) {
        const section = document.getElementById(view);
        const box = section.querySelector('.stage').getBoundingClientRect();
        const items = [...section.querySelectorAll('[data-id]')].map(item => item.getBoundingClientRect());
        const bottom = Math.min(box.bottom, innerHeight) - 6;
        for (let y = Math.max(box.top, 0) + 6; y < bottom; y += 6) for (let x = box.left + 3; x < box.right - 3; x += 6)
            if (document.elementFromPoint(x, y)?.closest('.stage') && !items.some(item =>
            x > item.left - 12 && x < item.right + 12 && y > item.top - 12 && y < item.bottom + 12)) return [x, y];
        return null;
    },
    crowdedItems() {
        const items = [...document.querySelectorAll('[data-id]')]
            .filter(item => !item.parentElement.hasAttribute('data-off'))
            .map(item => [item.closest('section').id, item.dataset.id, item.getBoundingClientRect()]);
        const trouble = items.filter(([, , box]) => Math.min(box.width, box.height) < 23.5)
            .map(([view, id, box]) => `#${view} ${id}: ${box.width} × ${box.height}`);
        const shared = (from, to, other, end) => Math.min(to, end) - Math.max(from, other);
        for (const [view, id, a] of items) for (const [other, next, b] of items)
            if (view === other && id < next && shared(a.left, a.right, b.left, b.right) > 2
            && shared(a.top, a.bottom, b.top, b.bottom) > 2) trouble.push(`#${view}: ${id} lies over ${next}`);
        return trouble;
    },
    lowItems() {
        return [...document.querySelectorAll('#timeline li:not([data-off]) [data-id]:not([data-id^=since-])')]
            .map(item => item.getBoundingClientRect().height).filter(height => height < 43.5).length;
    },

    // translated.rs
    scrollToStep(step) {
        const box = document.querySelector(`[data-step=${step}]`).getBoundingClientRect();
        scrollTo({ top: scrollY + box.top + 20, behavior: 'instant' });
    },
    isStepWithPicture(step, title) {
        return document.querySelector(`.step-now[data-step=${step}]`) !== null &&
            document.querySelector('.story-picture-title').textContent.replace(/[«»]/g, '') === title;
    },
    areTextsMirrored(texts) {
        const letters = text => [...text.replace(/[«»]/g, '')].sort().join('');
        const now = [...document.querySelectorAll('.step-text')].map(text => letters(text.textContent));
        return JSON.stringify(now) === JSON.stringify(texts.map(letters));
    },

    // user_preferences.rs
    pixelsOfColour(selector, colour) {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.forcedColorAdjust = 'none';
        probe.style.color = colour;
        const [r, g, b] = getComputedStyle(probe).color.match(/\d+/g).map(Number);
        probe.remove();
        // A copy that is made for reading: reading the picture itself again and again would be complained of.
        const { width, height } = document.querySelector(selector);
        const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
        copy.drawImage(document.querySelector(selector), 0, 0);
        const { data } = copy.getImageData(0, 0, width, height);
        let count = 0;
        for (let at = 0; at < data.length; at += 4) {
            if (data[at] === r && data[at + 1] === g && data[at + 2] === b && data[at + 3] === 255) count += 1;
        }
        return count
    },
    movingElements() {
        return [...document.querySelectorAll('*')].filter(element => {
            const style = getComputedStyle(element);
            return style.transitionDuration.split(', ').some(time => parseFloat(time) > 0)
                || style.animationName !== 'none';
        }).slice(0, 5).map(element => element.outerHTML.slice(0, 100));
    },
    widenText() {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`
            * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
            p { margin-bottom: 2em !important }`);
        document.adoptedStyleSheets.push(sheet)
    },
    coveredShare() {
        return [...document.querySelectorAll('body *')].filter(element => element.checkVisibility() &&
            ['fixed', 'sticky'].includes(getComputedStyle(element).position) && !element.closest('.scroll, .skip'))
            .map(element => element.getBoundingClientRect()).filter(box => box.bottom > 0 && box.top < innerHeight)
            .reduce((sum, box) => sum + Math.min(box.bottom, innerHeight) - Math.max(box.top, 0), 0) / innerHeight;
    },
    usablePage() {
        const seen = element => element.checkVisibility({ visibilityProperty: true });
        return { text: document.body.innerText,
            dark: getComputedStyle(document.documentElement).colorScheme,
            controls: [...document.querySelectorAll('button, input, select, summary')].filter(seen)
                .filter(control => !control.matches('th button, .record-list button, .record h4 button, .names button'))
                .map(control => control.outerHTML.slice(0, 120)),
            canvases: [...document.querySelectorAll('canvas')].filter(seen).length,
            lines: [...document.querySelectorAll('.printed svg')].map(svg => svg.querySelectorAll('path').length),
            evidence: [...document.querySelectorAll('#data .row-evidence')].filter(seen).length,
            tables: [...document.querySelectorAll('.view table')].filter(seen).length,
            folded: [...document.querySelectorAll('details')].filter(seen).filter(details => details
                .querySelector('p, table, ul, dl')?.checkVisibility({ contentVisibilityAuto: true }) === false).length,
            wide: document.documentElement.scrollWidth - document.documentElement.clientWidth }
    },
};
