// Writes lib/base/time_zone_table.def: what the clocks of the common time zones show, and how English names it, from Node's own ICU.
// node tests/tables/time_zone_table.mjs > lib/base/time_zone_table.def
const zones = `UTC
America/New_York America/Chicago America/Denver America/Phoenix America/Los_Angeles America/Anchorage Pacific/Honolulu America/Detroit
America/Toronto America/Vancouver America/Halifax America/St_Johns America/Mexico_City America/Bogota America/Lima
America/Santiago America/Sao_Paulo America/Buenos_Aires
Europe/London Europe/Dublin Europe/Lisbon Europe/Madrid Europe/Paris Europe/Brussels Europe/Amsterdam Europe/Berlin Europe/Zurich Europe/Vienna
Europe/Rome Europe/Prague Europe/Budapest Europe/Warsaw Europe/Copenhagen Europe/Oslo Europe/Stockholm Europe/Helsinki Europe/Athens
Europe/Bucharest Europe/Kiev Europe/Istanbul Europe/Moscow
Africa/Lagos Africa/Johannesburg Africa/Nairobi
Asia/Jerusalem Asia/Riyadh Asia/Dubai Asia/Tehran Asia/Karachi Asia/Calcutta Asia/Katmandu Asia/Dhaka
Asia/Bangkok Asia/Jakarta Asia/Saigon Asia/Singapore Asia/Manila Asia/Hong_Kong Asia/Shanghai Asia/Taipei Asia/Seoul Asia/Tokyo
Australia/Perth Australia/Adelaide Australia/Darwin Australia/Brisbane Australia/Sydney Australia/Melbourne Australia/Lord_Howe
Pacific/Auckland`.split(/\s+/);
// Other spellings of those, which Intl gives back as the name above.
const aliases = `Etc/UTC Etc/GMT GMT Etc/UCT Etc/Zulu Zulu Etc/Universal Universal Etc/Greenwich Greenwich UCT
US/Eastern US/Central US/Mountain US/Arizona US/Pacific US/Alaska US/Hawaii EST5EDT America/Argentina/Buenos_Aires
Asia/Kolkata Asia/Kathmandu Asia/Ho_Chi_Minh Europe/Kyiv Asia/Istanbul Asia/Tel_Aviv Japan Singapore Hongkong PRC ROK NZ GB Eire
Australia/ACT Australia/NSW Australia/Canberra Australia/Victoria Australia/Queensland Israel Turkey`.split(/\s+/);
const SECOND = 1000, DAY = 86400 * SECOND, LAST_YEAR = 2037, FIRST_RULE = 1996;

function probe(t) {
	const d = new Date(t);
	const local = Date.UTC(2000, d.getMonth(), d.getDate(), d.getHours(), d.getMinutes(), d.getSeconds());
	const whole = new Date(local).setUTCFullYear(d.getFullYear(), d.getMonth(), d.getDate());
	const offset = (whole - Math.floor(t / SECOND) * SECOND) / SECOND;
	return { state: stateId(offset, savingAt(t, d), named(intlShort, t), named(intlLong, t)), offset };
}
const rows = [], periods = [], states = new Map();
let intlShort, intlLong, dateNames;
// Is it summer time? Date's own texts tell by their name, but before 1970 and after 2037 they speak of an equivalent year.
function savingAt(t, date) {
	if (t < 0 || t > (2 ** 31 - 1) * SECOND) return 0;
	const name = /\((.*)\)$/.exec(date.toString())[1];
	if (!dateNames.includes(name)) dateNames.push(name);
	return dateNames.indexOf(name);
}
// The name of the zone at that time, or null where it is written as an offset.
function named(format, t) {
	const name = format.formatToParts(t).find((p) => p.type === 'timeZoneName').value;
	return /^GMT[-+]/.test(name) ? null : name;
}
function stateId(...state) {
	const key = JSON.stringify(state);
	if (!states.has(key)) states.set(key, states.size);
	return states.get(key);
}
const same = (a, b) => a.state === b.state;
function* transitions() {
	const start = Date.UTC(1840, 0, 1), end = Date.UTC(LAST_YEAR, 11, 31);
	let before = probe(start);
	yield { from: null, ...before };
	for (let t = start; t < end; t += 3 * DAY) {
		let after = probe(t + 3 * DAY), low = t, high = t + 3 * DAY;
		if (same(before, after)) continue;
		while (high - low > SECOND) {
			const middle = Math.floor((low + high) / 2 / SECOND) * SECOND;
			if (same(probe(middle), before)) low = middle;
			else high = middle;
		}
		yield { from: high / SECOND, ...(before = probe(high)) };
		t = high - 3 * DAY;
	}
}
// "the first <weekday> from <day> of <month> on at <seconds> of the clock that ends" for the switches in these years, or null
function ruleOf(switches) {
	const local = switches.map((s) => new Date((s.from + s.before) * SECOND));
	const months = new Set(local.map((d) => d.getUTCMonth())), weekdays = new Set(local.map((d) => d.getUTCDay()));
	const times = new Set(local.map((d) => d.getTime() % DAY / SECOND));
	if (months.size !== 1 || weekdays.size !== 1 || times.size !== 1) return null;
	const days = local.map((d) => d.getUTCDate()), day = Math.min(...days);
	if (Math.max(...days) - day > 6) return null;
	return { month: [...months][0], weekday: [...weekdays][0], day, time: [...times][0] };
}
// A moment of 2025 when no summer time is.
function standardTime() {
	const moments = [Date.UTC(2025, 0, 10), Date.UTC(2025, 6, 10)];
	return moments[new Date(moments[0]).getTimezoneOffset() >= new Date(moments[1]).getTimezoneOffset() ? 0 : 1];
}
for (const zone of zones) {
	process.env.TZ = zone;
	dateNames = [/\((.*)\)$/.exec(new Date(standardTime()).toString())[1]];
	intlShort = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' });
	intlLong = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'long' });
	let list = [...transitions()].map((p, i, all) => ({ ...p, before: i ? all[i - 1].offset : 0 }));
	const yearOf = (p) => new Date(p.from * SECOND).getUTCFullYear();
	let rules = null;
	const last = list.filter((p) => p.from !== null && yearOf(p) >= FIRST_RULE);
	if (last.some((p) => yearOf(p) === LAST_YEAR)) {
		const byName = last.reduce((m, p) => m.set(p.state, [...(m.get(p.state) ?? []), p]), new Map());
		// the rule holds from the first year after which all switches follow it
		for (let since = FIRST_RULE; since < LAST_YEAR - 8 && !rules; since++) {
			const found = [...byName.values()].map((ps) => ps.filter((p) => yearOf(p) >= since)).filter((ps) => ps.length);
			const made = found.map((ps) => (ps.length === LAST_YEAR - since + 1 ? ruleOf(ps) && { ...ruleOf(ps), state: ps[0].state } : null));
			if (made.length === 2 && made.every(Boolean)) {
				rules = made.sort((a, b) => a.month - b.month);
				list = list.filter((p) => p.from === null || yearOf(p) < since);
				rules.since = since;
			}
		}
		if (!rules) throw new Error(`no rule for ${zone}`);
	}
	if (dateNames.length > 2) throw new Error(`${zone}: ${dateNames}`);
	rows.push({ zone, dateNames, first: periods.length, count: list.length, rules, canonical: new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone });
	periods.push(...list);
}
console.log('/* time_zone_table.def: made by tests/tables/time_zone_table.mjs from Node\'s ICU (IANA ' + process.versions.tz + '). */');
console.log('#ifdef EVL_ZONE_STATE /* offset in seconds; 1 in summer time; Intl\'s short and long names, NULL: written as an offset */');
for (const key of states.keys()) console.log(`EVL_ZONE_STATE(${JSON.parse(key).map((x) => (x === null ? 'NULL' : JSON.stringify(x))).join(', ')})`);
console.log('#endif\n#ifdef P /* a period: from (seconds since 1970), state */');
let line = '';
for (const p of periods) {
	const cell = `P(${p.from === null ? 'INT64_MIN' : p.from}, ${p.state})`;
	if (line.length + cell.length > 130) {
		console.log(line);
		line = '';
	}
	line += (line ? ' ' : '') + cell;
}
console.log(line);
console.log('#endif\n#ifdef EVL_ZONE /* name, first period, periods, what Date calls its standard and summer time */');
for (const r of rows) console.log(`EVL_ZONE("${r.zone}", ${r.first}, ${r.count}, "${r.dateNames[0]}", "${r.dateNames[1] ?? r.dateNames[0]}")`);
console.log('#endif\n#ifdef EVL_ZONE_RULE /* zone, year it begins, and twice: month, first weekday from this day on, second of the day, state then */');
rows.forEach((r, i) => {
	if (!r.rules) return;
	const one = (x) => `${x.month}, ${x.weekday}, ${x.day}, ${x.time}, ${x.state}`;
	console.log(`EVL_ZONE_RULE(${i}, ${r.rules.since}, ${one(r.rules[0])}, ${one(r.rules[1])})`);
});
console.log('#endif\n#ifdef EVL_ZONE_ALIAS /* spelling, zone */');
for (const a of aliases) {
	const canonical = new Intl.DateTimeFormat('en-US', { timeZone: a }).resolvedOptions().timeZone;
	const zone = rows.findIndex((r) => r.canonical === canonical);
	if (zone < 0) { console.error(`skipped ${a}: ${canonical}`); continue; }
	console.log(`EVL_ZONE_ALIAS("${a}", ${zone})`);
}
console.log('#endif');
