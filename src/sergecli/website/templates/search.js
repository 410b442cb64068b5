"use strict";
// Searches and filters the list of works as one types. It asks nothing of any server: SERGE, the
// words and tables, is what serge wrote beside this script.

// --- words --------------------------------------------------------------------

// Each word with its places: a work's number and a field's rank in one number. They are packed by
// fields: its rank, a digit, and how far each work is from the one before: first, as capitals, how
// often 36 is in it (A is 0), then the rest.
const packed = SERGE.places.split("\n");
// Of each word, how many letters it shares with the one before, in base 36, and the rest.
let word = "";
const vocabulary = new Map(SERGE.words.split(" ").map((rest, n) => {
  word = [...word].slice(0, parseInt(rest[0], 36)).join("") + rest.slice(1);
  return [word, unpacked(packed[n])];
}));

function unpacked(places) {
  return places.split(";").flatMap((field) => {
    const rank = parseInt(field[0], 36);
    let work = 0;
    return field.slice(1).match(/[A-J]*[0-9a-z]/g).map((step) => {
      const often = step.slice(0, -1).replace(/./g, (capital) => capital.charCodeAt() - 65);
      return (work += 36 * often + parseInt(step.at(-1), 36)) * SERGE.ranks + rank;
    });
  });
}

// What is known of the works, field by field, a line each.
const [kindOf, yearsOf, languagesOf, isOnline, initials, otherTitles, handicaps] =
  SERGE.works.map((field) => field.split("\n"));
const names = new Map(Object.entries(SERGE.names));
const called = new Map(Object.entries(SERGE.called));
const elision = new RegExp(SERGE.elision, "g");
const rules = SERGE.rules.map(([spelling, one]) => [new RegExp(spelling, "g"), one]);
const spelled = new Map();

function fold(text) {
  let plain = text.normalize("NFKD").toUpperCase().toLowerCase().normalize("NFKD");
  plain = Array.from(plain.replaceAll("ς", "σ"), (letter) => SERGE.letters[letter] ?? letter);
  plain = plain.join("").replace(/\p{Mn}/gu, "").replace(elision, "$1 ");
  return (plain.replace(/['’ʼ`´]/g, "").match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}

function canonical(word) {
  if (!spelled.has(word)) {
    const one = names.get(word) ?? word;
    spelled.set(word, rules.reduce((said, [spelling, to]) => said.replace(spelling, to), one));
  }
  return spelled.get(word);
}

const first = (word) => SERGE.first[word[0]] ?? word[0];

// How many letters are more, less, other or swapped (optimal string alignment); at most `most` + 1.
function distance(one, other, most) {
  let before = [], last = [], row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i++) {
    [before, last, row] = [last, row, before];
    let least = (row[0] = i);
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let slips = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + !same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        slips = Math.min(slips, before[j - 2] + 1);
      row[j] = slips;
      least = Math.min(least, slips);
    }
    if (least > most) return most + 1;
  }
  return row[other.length];
}

// --- searching, as `serge search` does ----------------------------------------

const EXACT = 0, PREFIX = 1, FORM = 2, SPELLING = 3, SLIP = 4, RELATED = 5;
const small = new Set(SERGE.small), same = lines(SERGE.same), related = lines(SERGE.related);

// Each word with all words of the lines in which it stands.
function lines(table) {
  const found = new Map();
  for (const line of table.split("\n").map((words) => words.split(" ")))
    for (const word of line) found.set(word, [...(found.get(word) ?? []), ...line]);
  return found;
}

const changed = (word, endings) => endings.map(([end, to]) => word.replace(new RegExp(end), to));

function formsOf(word) {
  const regular = /^\p{L}+$/u.test(word) && word.length >= SERGE.shortestPlural;
  const forms = [...(same.get(word) ?? []), ...(regular ? changed(word, SERGE.plurals) : [])];
  return new Set(forms.filter((one) => one !== word));
}

// The word, and the words of which it is the beginning.
function* begun(word, shortest) {
  yield [EXACT, word, SERGE.scores[EXACT]];
  if (word.length < shortest) return;
  const best = SERGE.scores[PREFIX];
  for (const other of vocabulary.keys())
    if (other !== word && other.startsWith(word))
      yield [PREFIX, other, best - (1 - word.length / other.length) * (best - SERGE.begun)];
}

function* near(word, shortest) {
  yield* begun(word, shortest);
  for (const other of formsOf(word)) yield [FORM, other, SERGE.scores[FORM]];
  const number = /^\d+$/.test(word);
  const allowed = (SERGE.slips.find(([letters]) => word.length <= letters) ?? [0, SERGE.manySlips])[1];
  const one = canonical(word);
  for (const other of vocabulary.keys()) {
    if (other === word || other.length < SERGE.shortestSlipped) continue;
    if (first(other) === first(word) && canonical(other) === one)
      yield [SPELLING, other, SERGE.scores[SPELLING]];
    if (number || Math.abs(other.length - word.length) > allowed) continue;
    const slips = distance(word, other, allowed);
    if (slips && slips <= allowed && isSlip(word, other, slips))
      yield [SLIP, other, SERGE.scores[SLIP] * (1 - slips / word.length)];
  }
}

function isSlip(word, other, slips) {
  const [shorter, longer] = word.length <= other.length ? [word, other] : [other, word];
  if (slips > 1 && longer.endsWith(shorter)) return false;
  const long = shorter.length > SERGE.slips.at(-1)[0];
  return slips < SERGE.manySlips || (long && word.slice(0, 2) === other.slice(0, 2));
}

// The words of which another spelling begins like this.
function* begunSpelling(word) {
  const beginning = canonical(word);
  if (word.length < SERGE.shortestPrefix || beginning.length < 2) return;
  for (const other of vocabulary.keys())
    if (first(other) === first(word) && canonical(other).startsWith(beginning))
      yield [SPELLING, other, SERGE.begun];
}

// Words of a similar meaning, and those with the same root.
function* akin(word) {
  const others = [word, ...formsOf(word)].flatMap((one) => related.get(one) ?? []);
  const forms = others.flatMap((one) => [one, ...formsOf(one)]);
  for (const other of new Set([...changed(word, SERGE.verbs), ...forms]))
    yield [RELATED, other, SERGE.scores[RELATED]];
  const longest = SERGE.root + SERGE.longestEnding, root = word.slice(0, SERGE.root);
  if (word.length < SERGE.root || word.length > longest || !/^\p{L}+$/u.test(word)) return;
  for (const other of vocabulary.keys())
    if (other.startsWith(root) && other.length <= longest)
      yield [RELATED, other, SERGE.scores[RELATED]];
}

// The words near one of the query; the last one may be incomplete.
function* nearby(word, isLast, loosely) {
  if (small.has(word)) return yield* begun(word, isLast ? 1 : word.length + 1);
  yield* near(word, isLast ? 1 : SERGE.shortestPrefix);
  if (isLast) yield* begunSpelling(word);
  if (loosely) yield* akin(word);
}

// The words with spaces where they are known.
function spaced(words) {
  const said = [];
  for (const word of words)
    if (said.length && vocabulary.has(said.at(-1) + word)) said[said.length - 1] += word;
    else said.push(...(vocabulary.has(word) ? [word] : divided(word)));
  return said;
}

function divided(word) {
  const shortest = SERGE.shortestPart;
  if (word.length >= SERGE.shortestWhole && /^\p{L}+$/u.test(word))
    for (let end = shortest; end <= word.length - shortest; end++) {
      const parts = [word.slice(0, end), word.slice(end)];
      if (parts.every((part) => vocabulary.has(part))) return parts;
    }
  return [word];
}

// The best way in which each work has one of these words: how, in which field, the points.
function meet(words) {
  const best = new Map();
  for (const [kind, word, score] of words) {
    const guessed = SERGE.guessed.includes(kind) && !/^\d/.test(word);
    for (const place of vocabulary.get(word) ?? []) {
      const work = Math.floor(place / SERGE.ranks), rank = place % SERGE.ranks;
      if (guessed && SERGE.unforgiving.includes(rank)) continue;
      const points = (score * SERGE.weights[rank]) / 100;
      if (!best.has(work) || points > best.get(work).points)
        best.set(work, { kind, rank, word, points });
    }
  }
  return best;
}

function compare(one, other) {
  for (let n = 0; n < one.length; n++) if (one[n] !== other[n]) return one[n] < other[n] ? -1 : 1;
  return 0;
}

function isbn(text) {
  const bare = text.replace(/[- ]/g, "").toLowerCase();
  return /^(\d{9}[\dx]|\d{13})$/.test(bare) ? ("978" + bare).slice(-13, -1) : "";
}

// The words of a text; also with figures for numbers in words, and without "’s".
function readings(text) {
  const plain = fold(text);
  let read = fold(text.replace(new RegExp(SERGE.ranges, "g"), "$1$2 $1$3"));
  for (const [pattern, stay] of SERGE.inTwoWords)
    read = read.replace(new RegExp(pattern, "g"), (_, one, two) => figures(one).slice(0, stay) + figures(two));
  const owner = fold(text.replace(new RegExp(SERGE.possessive, "g"), "$1"));
  return [...new Set([plain, read, owner])].map((one) => one.split(" ").filter(Boolean));
}

const figures = (word) => same.get(word)?.[0] ?? word;

// The numbers of the works that have every word, the best first.
function search(text) {
  const phrases = [...text.matchAll(new RegExp(SERGE.phrase, "g"))].map(([, words]) => fold(words));
  const hits = withNames(text);
  const works = hits.map(({ work }) => work);
  const exact = works.filter((work) => phrases.every((phrase) => says(work, phrase)));
  // A page doesn't have every text in which a phrase may stand.
  const found = exact.length ? exact : works;
  return found.length ? found : withInitials(fold(text));
}

const says = (work, phrase) => ` ${fold(items[work][0].textContent)} `.includes(` ${phrase} `);

// Also what a person wrote, or had a hand in, who is called by another name.
function withNames(text) {
  const person = called.get(fold(text).replaceAll(" ", "")), hits = find(text);
  if (!person) return isGood(text, hits) ? hits : find(text, true);
  const certain = [...hits, ...find(person)].filter(({ kind }) => SERGE.certain.includes(kind));
  return once([...certain, ...hits]);
}

function isGood(text, hits) {
  const content = new Set(fold(text).split(" ").filter((word) => word && !small.has(word)));
  return hits.length && (content.size < 2 || hits[0].points >= SERGE.good);
}

function once(hits) {
  const first = new Map();
  for (const hit of hits) if (!first.has(hit.work)) first.set(hit.work, hit);
  return [...first.values()];
}

// Searched for loosely, words also match words akin to them, one may be missing, and spaces may
// be wrong.
function find(text, loosely = false) {
  const number = isbn(text), read = number ? [[number]] : readings(text);
  if (loosely) {
    const others = read.map((words) => [words, spaced(words)]);
    read.push(...others.filter(([words, other]) => `${words}` !== `${other}`).map(([, other]) => other));
  }
  const hits = read.filter((words) => words.length).flatMap((words) => withWords(words, loosely));
  return once(hits.sort((one, other) => compare(one.key, other.key)));
}

function withWords(words, loosely) {
  const distinct = [...new Set(words.slice(0, -1)), words.at(-1)];
  const large = distinct.filter((word) => !small.has(word));
  const content = large.length ? large : distinct;
  const met = distinct.map((word, place) => ({
    word, isSmall: !content.includes(word),
    found: meet(nearby(word, place === distinct.length - 1, loosely)),
  }));
  const wanted = met.filter(({ isSmall }) => !isSmall);
  const known = ({ found }) => [...found.values()].some(({ kind }) => kind < SLIP);
  const works = new Set(wanted.flatMap(({ found }) => [...found.keys()])), hits = [];
  for (const work of works) {
    const missing = wanted.filter(({ found }) => !found.has(work));
    if (missing.length > +loosely) continue;
    const matches = met.filter(({ found }) => found.has(work))
      .map(({ found, isSmall }) => ({ ...found.get(work), small: isSmall }));
    const sure = matches.filter((one) => SERGE.telling.includes(one.rank) && one.kind !== SLIP && !one.small).length;
    if (!missing.length || sure >= (known(missing[0]) ? SERGE.enough : SERGE.enoughIfUnknown))
      hits.push(hit(work, words, matches));
  }
  return hits;
}

const inTitle = ({ rank }) => SERGE.titles.includes(rank);

function hit(work, words, matches) {
  const phrase = words.join(" "), title = titles()[work], others = otherTitles[work].split("|");
  const kind = Math.max(...matches.map((one) => one.kind));
  const weigh = (isSmall) => (isSmall ? SERGE.smallWeight : 1);
  const total = words.reduce((sum, word) => sum + weigh(small.has(word)), 0);
  let points = matches.reduce((sum, one) => sum + one.points * weigh(one.small), 0) / total;
  points += likeTitle(title, others, words, matches) - handicaps[work];
  const key = [
    +(phrase !== title), +(phrase !== title && !others.includes(phrase)), +(kind === SLIP), -points, work,
  ];
  return { work, kind, key, points };
}

// More points for a title that is like the query, or says it.
function likeTitle(title, others, words, matches) {
  const met = new Set(matches.filter(inTitle).map(({ word }) => word));
  const phrase = words.join(" "), wanted = contentOf(words);
  const points = (one) => {
    const own = contentOf(one.split(" ")), shared = [...own].filter((word) => met.has(word)).length;
    const like = shared ? shared / (own.size + wanted.size - shared) : 0;
    return SERGE.likeTitle * like + SERGE.saidInTitle * ` ${one}`.includes(` ${phrase}`);
  };
  return Math.max(points(title), SERGE.others * Math.max(...others.map(points)));
}

function contentOf(words) {
  const content = words.filter((word) => !small.has(word));
  return new Set(content.length ? content : words);
}

// Where nothing else is found: words of a title that begin with these letters.
function withInitials(letters) {
  if (!/^\p{L}{2,}$/u.test(letters) || letters.length > SERGE.mostInitials) return [];
  return [...initials.keys()].filter((work) => initials[work].includes(letters));
}

// --- the page -----------------------------------------------------------------

const form = document.getElementById("search");
// The works in their order, each with the list that it stands in.
const items = [...document.querySelectorAll(".year li[id]")].map((li) => [li, li.parentNode]);

let folded;
function titles() {
  folded ??= items.map(([li]) => fold(li.querySelector("div").firstElementChild.textContent));
  return folded;
}

function begin() {
  const given = new URLSearchParams(location.search);
  for (const field of form.elements) {
    if (field.type === "checkbox") field.checked = given.has(field.name);
    else if (field.name && given.has(field.name)) field.value = given.get(field.name);
  }
  form.hidden = false;
  addEventListener("hashchange", unfold);
  unfold();
  form.addEventListener("input", show);
  // Puts what is asked into the address, so that it can be sent.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  });
  form.addEventListener("reset", () => setTimeout(show));
  show();
}

// Opens the work that the address leads to, if it is folded.
function unfold() {
  const details = document.getElementById(location.hash.slice(1))?.querySelector("details");
  if (details) details.open = true;
}

// Shows what the form asks for: a search puts the works in its order, above the years.
function show() {
  const text = form.elements.q.value.trim(), results = document.getElementById("results");
  const fits = filter(), order = text ? search(text) : items.keys();
  const shown = new Set([...order].filter(fits));
  items.forEach(([li, home], work) => {
    li.hidden = !shown.has(work);
    home.append(li);
  });
  results.hidden = !text;
  if (text) for (const work of shown) results.append(items[work][0]);
  for (const year of document.querySelectorAll(".year"))
    year.hidden = !!text || !year.querySelector("li[id]:not([hidden])");
  const all = shown.size === items.length;
  document.body.classList.toggle("searching", !all);
  document.getElementById("count").textContent = all ? "" : counted(shown.size, items.length);
}

function counted(number, all) {
  return number ? `${number} of ${all} works` : "No works match.";
}

function filter() {
  const { kind, language, from, to, online } = form.elements;
  const kinds = kind.value && kind.value.split(" "), years = [from.value, to.value].map(Number);
  return (work) => {
    const [first, last = first] = yearsOf[work].split("/").map((one) => parseInt(one, 10));
    return (
      (!kinds || kinds.includes(kindOf[work])) && (!online.checked || isOnline[work]) &&
      (!language.value || languagesOf[work].split(" ").includes(language.value)) &&
      (!years[0] || last >= years[0]) && (!years[1] || first <= years[1])
    );
  };
}

begin();
