// Intl.DateTimeFormat with all options, for English.
import { time, zone as anyZone } from './dates.mjs';
export const zone = anyZone;
const zones = ['UTC', 'America/New_York', 'Europe/London', 'Asia/Kolkata', 'us/pacific', 'Asia/Tokyo', 'Australia/Sydney', 'Europe/Paris', 'Nowhere/Town'];
export function options(r) {
	const o = {};
	const maybe = (p, name, values) => { if (r.chance(p)) o[name] = r.pick(values); };
	const text = ['narrow', 'short', 'long'], number = ['numeric', '2-digit'];
	if (r.chance(0.3)) {
		maybe(0.7, 'dateStyle', ['full', 'long', 'medium', 'short']);
		maybe(0.7, 'timeStyle', ['full', 'long', 'medium', 'short']);
		maybe(0.03, 'hour', number);
	} else {
		const p = r.pick([0.2, 0.5, 0.8]);
		if (r.chance(0.6)) {
			maybe(p, 'weekday', text); maybe(p * 0.15, 'era', text); maybe(p, 'year', number); maybe(p, 'month', [...number, ...text]); maybe(p, 'day', number);
		}
		if (r.chance(0.6)) {
			if (r.chance(0.8)) maybe(0.9, 'hour', number);
			maybe(p, 'minute', number); maybe(p, 'second', number); maybe(p * 0.2, 'fractionalSecondDigits', [1, 2, 3]); maybe(p * 0.3, 'dayPeriod', text);
		}
		maybe(0.2, 'timeZoneName', ['short', 'long', 'shortOffset', 'longOffset']);
	}
	maybe(0.2, 'hour12', [true, false]);
	maybe(0.2, 'hourCycle', ['h11', 'h12', 'h23', 'h24']);
	maybe(0.4, 'timeZone', zones);
	maybe(0.02, 'weekday', ['odd']);
	return o;
}
export function calls(r) {
	const o = JSON.stringify(options(r)), locale = r.pick(["'en-US'", "'en-US'", "'en'", 'undefined']), t = time(r);
	return r.pick([
		() => `new Intl.DateTimeFormat(${locale}, ${o}).format(${t})`,
		() => `new Intl.DateTimeFormat(${locale}, ${o}).format(${t})`,
		() => `new Intl.DateTimeFormat(${locale}, ${o}).formatToParts(${t})`,
		() => `new Date(${t}).toLocale${r.pick(['', 'Date', 'Time'])}String(${locale}, ${o})`,
		() => `new Date(${t}).toLocale${r.pick(['', 'Date', 'Time'])}String()`,
		() => `new Intl.DateTimeFormat(${locale}, ${o}).resolvedOptions()`,
		() => `new Intl.DateTimeFormat(${locale}, ${o}).formatRange${r.pick(['', 'ToParts'])}(${t}, ${t + r.pick([0, 1, 1000, 60000, 36e5, 5 * 36e5, 13 * 36e5, 864e5, 5 * 864e5, 40 * 864e5, 400 * 864e5])})`,
	])();
}
