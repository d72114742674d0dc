/** What a page says and offers, line by line, to compare how two frontends draw it. */

/**
 * Read a part of a page, in the browser: its lines, in the order in which they are read.
 *
 * Addresses are without the `sites`' own; what matches `left` is left out.
 */
export function outline(root, { sites, left }) {
  const BLOCK = /^(?!inline|contents|none)/;
  const BOOLEANS = ['required', 'disabled', 'checked', 'multiple'];
  const FIELD =
    'type name maxlength min max autocomplete autocapitalize spellcheck inputmode placeholder accept rows tabindex aria-invalid';
  const MARKS = { STRONG: '**', EM: '_', CODE: '`', MARK: '==', S: '~~' };
  const BEGINNINGS = {
    ...{ LI: '-', DT: 'term:', DD: 'fact:', TH: 'head:', TD: 'cell:' },
    ...{ LEGEND: 'legend:', SUMMARY: 'summary:', LABEL: 'label:', CAPTION: 'caption:' },
  };
  const FRAMES = 'NAV SECTION ARTICLE TABLE FORM FIELDSET DETAILS'.split(' ');
  const ROLES = ['status', 'alert', 'group'];
  const UNREAD = 'svg SCRIPT STYLE OPTION'.split(' ');

  const lines = [];
  let text = '';

  const squeezed = (words) => (words ?? '').replace(/\s+/g, ' ').trim();
  const add = (...parts) => {
    if (squeezed(text)) lines.push(squeezed(text));
    text = '';
    if (parts.length) lines.push(parts.filter(Boolean).join(' '));
  };
  const address = (url) => sites.reduce((short, site) => short.replaceAll(site, ''), url) || '/';
  const said = (ids) =>
    squeezed(
      (ids ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent)
        .join(' '),
    );
  const attribute = (element, name, value = element.getAttribute(name)) =>
    value !== null &&
    value !== undefined &&
    value !== '' &&
    `${name}="${address(squeezed(value))}"`;
  const attributes = (element, names) =>
    names
      .split(' ')
      .map((name) => attribute(element, name))
      .filter(Boolean)
      .join(' ');
  const withoutFields = (label) => {
    const copy = label.cloneNode(true);
    copy.querySelectorAll('input, select, textarea').forEach((each) => each.remove());
    return squeezed(copy.textContent);
  };

  const field = (element) =>
    add(
      `[${element.localName}]`,
      ...[...(element.labels ?? [])].map(withoutFields),
      attributes(element, FIELD),
      attribute(element, 'value', element.value),
      ...BOOLEANS.filter((name) => element[name]),
      attribute(element, 'described', said(element.getAttribute('aria-describedby'))),
    );

  const KINDS = {
    A(link) {
      const before = text;
      text = '';
      inside(link);
      text = `${before}[${squeezed(text)}`;
      const more = attributes(link, 'aria-label rel type aria-current');
      text += `](${[address(link.href), more].filter(Boolean).join(' ')})`;
    },
    TIME(time) {
      text += `<${time.dateTime}>`;
      inside(time);
    },
    IMG: (image) => add('(image)', attributes(image, 'alt src srcset width height loading')),
    IFRAME: (frame) => add('(frame)', attributes(frame, 'src title sandbox allow')),
    AUDIO: (sound) => add('(sound)', attributes(sound, 'src preload')),
    VIDEO: (film) => add('(film)', attributes(film, 'src poster preload')),
    INPUT: field,
    TEXTAREA: field,
    SELECT(select) {
      field(select);
      for (const { selected, value, text: words } of select.options)
        add(selected ? '(x)' : '( )', value, squeezed(words));
    },
    BUTTON: (button) =>
      add('[button]', squeezed(button.textContent), attributes(button, 'type name value')),
  };

  function around(element) {
    add(
      `<${element.localName}>`,
      element.getAttribute('aria-label') ?? said(element.getAttribute('aria-labelledby')),
      element.localName === 'form' && `${element.method} ${address(element.action)}`,
      element.open && 'open',
      attributes(element, 'role aria-invalid'),
      attribute(element, 'described', said(element.getAttribute('aria-describedby'))),
    );
    inside(element);
    add();
    lines.push(`</${element.localName}>`);
  }

  function beginning(element) {
    const level = element.getAttribute('aria-level') ?? element.tagName.match(/^H(\d)$/)?.[1];
    const role = ROLES.find((name) => name === element.getAttribute('role'));
    const tag = level ? '#'.repeat(level) : BEGINNINGS[element.tagName];
    return [tag, role && `(${role})`].filter(Boolean).join(' ');
  }

  function read(element) {
    if (UNREAD.includes(element.tagName) || (left && element.matches(left))) return;
    const kind = KINDS[element.tagName];
    const mark = MARKS[element.tagName] ?? '';
    const isApart = BLOCK.test(getComputedStyle(element).display);
    if (isApart) text += ' ';
    if (FRAMES.includes(element.tagName)) around(element);
    else if (kind && (element.tagName !== 'A' || element.href)) kind(element);
    else {
      const begins = beginning(element);
      const isBlock = begins || /^(P|DIV|UL|OL|DL|TR|BLOCKQUOTE|HEADER)$/.test(element.tagName);
      if (isBlock) add();
      text += begins && `${begins} `;
      text += mark;
      inside(element);
      text += mark;
      if (isBlock) add();
    }
    if (isApart) text += ' ';
  }

  function inside(whole) {
    const { lang } = whole.closest('[lang]');
    const spoken = lang === document.documentElement.lang ? '' : `{${lang}}`;
    for (const each of whole.childNodes) {
      if (each.nodeType === Node.ELEMENT_NODE) read(each);
      if (each.nodeType === Node.TEXT_NODE) text += each.data.trim() ? spoken + each.data : ' ';
    }
  }

  inside(root);
  add();
  return lines;
}
