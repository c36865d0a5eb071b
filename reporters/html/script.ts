// The behaviour of the HTML report, in the reader's browser: filter, search, deep links, open everything for print.
// Without it the page is whole, only longer to look through.

export const SCRIPT = `(() => {
  'use strict';
  const form = document.querySelector('form.filter');
  if (!form) return;
  const rules = [...document.querySelectorAll('details.rule')];
  const text = new Map(rules.map((rule) => [rule, rule.textContent.toLowerCase()]));
  const count = document.querySelector('#shown');
  const field = (name) => form.elements.namedItem(name);
  const apply = () => {
    const outcomes = new Set([...form.querySelectorAll('input[name=outcome]:checked')].map((box) => box.value));
    const words = field('q').value.toLowerCase().split(/\\s+/).filter(Boolean);
    const suite = field('suite').value;
    const revision = field('revision').value;
    let shown = 0;
    for (const rule of rules) {
      const fits = rule.dataset.outcome.split(' ').some((name) => outcomes.has(name))
        && (suite === '' || rule.dataset.suite === suite)
        && (revision === '' || rule.dataset.revisions.split(' ').includes(revision))
        && words.every((word) => text.get(rule).includes(word));
      rule.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const section of document.querySelectorAll('section.suite'))
      section.hidden = ![...section.querySelectorAll('details.rule')].some((rule) => !rule.hidden);
    count.textContent = shown + ' of ' + rules.length + ' rules shown';
  };
  const reveal = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const place = id === '' ? null : document.getElementById(id);
    if (!place) return;
    const rule = place.closest('details.rule');
    if (rule) {
      if (rule.hidden) { form.reset(); for (const box of form.querySelectorAll('input[name=outcome]')) box.checked = true; apply(); }
      rule.open = true;
    }
    place.scrollIntoView();
  };
  form.hidden = false;
  form.addEventListener('input', apply);
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', reveal);
  addEventListener('keydown', (event) => {
    if (event.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) { event.preventDefault(); field('q').focus(); }
  });
  addEventListener('beforeprint', () => { for (const rule of rules) if (!rule.hidden) rule.open = true; });
  apply();
  reveal();
})();
`;
