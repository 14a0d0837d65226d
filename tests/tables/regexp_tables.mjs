// Writes the tables of lib/regexp/ from Node's own engine:
//   node tests/tables/regexp_tables.mjs properties > lib/regexp/property_table.def   \p{...} as ranges of code points
//   node tests/tables/regexp_tables.mjs folding > lib/regexp/fold_table.def          what the flag i takes for equal
//   node tests/tables/regexp_tables.mjs sequences > lib/regexp/sequence_table.def    emoji of several code points (flag v)
const names = {
	general_category: 'Cased_Letter/LC Close_Punctuation/Pe Connector_Punctuation/Pc Control/Cc/cntrl Currency_Symbol/Sc Dash_Punctuation/Pd Decimal_Number/Nd/digit Enclosing_Mark/Me Final_Punctuation/Pf Format/Cf Initial_Punctuation/Pi Letter/L Letter_Number/Nl Line_Separator/Zl Lowercase_Letter/Ll Mark/M/Combining_Mark Math_Symbol/Sm Modifier_Letter/Lm Modifier_Symbol/Sk Nonspacing_Mark/Mn Number/N Open_Punctuation/Ps Other/C Other_Letter/Lo Other_Number/No Other_Punctuation/Po Other_Symbol/So Paragraph_Separator/Zp Private_Use/Co Punctuation/P/punct Separator/Z Space_Separator/Zs Spacing_Mark/Mc Surrogate/Cs Symbol/S Titlecase_Letter/Lt Unassigned/Cn Uppercase_Letter/Lu',
	script: 'Adlam/Adlm Ahom Anatolian_Hieroglyphs/Hluw Arabic/Arab Armenian/Armn Avestan/Avst Balinese/Bali Bamum/Bamu Bassa_Vah/Bass Batak/Batk Bengali/Beng Beria_Erfe/Berf Bhaiksuki/Bhks Bopomofo/Bopo Brahmi/Brah Braille/Brai Buginese/Bugi Buhid/Buhd Canadian_Aboriginal/Cans Carian/Cari Caucasian_Albanian/Aghb Chakma/Cakm Cham Cherokee/Cher Chorasmian/Chrs Common/Zyyy Coptic/Copt/Qaac Cuneiform/Xsux Cypriot/Cprt Cypro_Minoan/Cpmn Cyrillic/Cyrl Deseret/Dsrt Devanagari/Deva Dives_Akuru/Diak Dogra/Dogr Duployan/Dupl Egyptian_Hieroglyphs/Egyp Elbasan/Elba Elymaic/Elym Ethiopic/Ethi Garay/Gara Georgian/Geor Glagolitic/Glag Gothic/Goth Grantha/Gran Greek/Grek Gujarati/Gujr Gunjala_Gondi/Gong Gurmukhi/Guru Gurung_Khema/Gukh Han/Hani Hangul/Hang Hanifi_Rohingya/Rohg Hanunoo/Hano Hatran/Hatr Hebrew/Hebr Hiragana/Hira Imperial_Aramaic/Armi Inherited/Zinh/Qaai Inscriptional_Pahlavi/Phli Inscriptional_Parthian/Prti Javanese/Java Kaithi/Kthi Kannada/Knda Katakana/Kana Kawi Kayah_Li/Kali Kharoshthi/Khar Khitan_Small_Script/Kits Khmer/Khmr Khojki/Khoj Khudawadi/Sind Kirat_Rai/Krai Lao/Laoo Latin/Latn Lepcha/Lepc Limbu/Limb Linear_A/Lina Linear_B/Linb Lisu Lycian/Lyci Lydian/Lydi Mahajani/Mahj Makasar/Maka Malayalam/Mlym Mandaic/Mand Manichaean/Mani Marchen/Marc Masaram_Gondi/Gonm Medefaidrin/Medf Meetei_Mayek/Mtei Mende_Kikakui/Mend Meroitic_Cursive/Merc Meroitic_Hieroglyphs/Mero Miao/Plrd Modi Mongolian/Mong Mro/Mroo Multani/Mult Myanmar/Mymr Nabataean/Nbat Nag_Mundari/Nagm Nandinagari/Nand New_Tai_Lue/Talu Newa Nko/Nkoo Nushu/Nshu Nyiakeng_Puachue_Hmong/Hmnp Ogham/Ogam Ol_Chiki/Olck Ol_Onal/Onao Old_Hungarian/Hung Old_Italic/Ital Old_North_Arabian/Narb Old_Permic/Perm Old_Persian/Xpeo Old_Sogdian/Sogo Old_South_Arabian/Sarb Old_Turkic/Orkh Old_Uyghur/Ougr Oriya/Orya Osage/Osge Osmanya/Osma Pahawh_Hmong/Hmng Palmyrene/Palm Pau_Cin_Hau/Pauc Phags_Pa/Phag Phoenician/Phnx Psalter_Pahlavi/Phlp Rejang/Rjng Runic/Runr Samaritan/Samr Saurashtra/Saur Sharada/Shrd Shavian/Shaw Siddham/Sidd Sidetic/Sidt SignWriting/Sgnw Sinhala/Sinh Sogdian/Sogd Sora_Sompeng/Sora Soyombo/Soyo Sundanese/Sund Sunuwar/Sunu Syloti_Nagri/Sylo Syriac/Syrc Tagalog/Tglg Tagbanwa/Tagb Tai_Le/Tale Tai_Tham/Lana Tai_Viet/Tavt Tai_Yo/Tayo Takri/Takr Tamil/Taml Tangsa/Tnsa Tangut/Tang Telugu/Telu Thaana/Thaa Thai Tibetan/Tibt Tifinagh/Tfng Tirhuta/Tirh Todhri/Todr Tolong_Siki/Tols Toto Tulu_Tigalari/Tutg Ugaritic/Ugar Unknown/Zzzz Vai/Vaii Vithkuqi/Vith Wancho/Wcho Warang_Citi/Wara Yezidi/Yezi Yi/Yiii Zanabazar_Square/Zanb',
	binary: 'ASCII ASCII_Hex_Digit/AHex Alphabetic/Alpha Any Assigned Bidi_Control/Bidi_C Bidi_Mirrored/Bidi_M Case_Ignorable/CI Cased Changes_When_Casefolded/CWCF Changes_When_Casemapped/CWCM Changes_When_Lowercased/CWL Changes_When_NFKC_Casefolded/CWKCF Changes_When_Titlecased/CWT Changes_When_Uppercased/CWU Dash Default_Ignorable_Code_Point/DI Deprecated/Dep Diacritic/Dia Emoji Emoji_Component/EComp Emoji_Modifier/EMod Emoji_Modifier_Base/EBase Emoji_Presentation/EPres Extended_Pictographic/ExtPict Extender/Ext Grapheme_Base/Gr_Base Grapheme_Extend/Gr_Ext Hex_Digit/Hex IDS_Binary_Operator/IDSB IDS_Trinary_Operator/IDST ID_Continue/IDC ID_Start/IDS Ideographic/Ideo Join_Control/Join_C Logical_Order_Exception/LOE Lowercase/Lower Math Noncharacter_Code_Point/NChar Pattern_Syntax/Pat_Syn Pattern_White_Space/Pat_WS Quotation_Mark/QMark Radical Regional_Indicator/RI Sentence_Terminal/STerm Soft_Dotted/SD Terminal_Punctuation/Term Unified_Ideograph/UIdeo Uppercase/Upper Variation_Selector/VS White_Space/space XID_Continue/XIDC XID_Start/XIDS',
};
const hex = (n) => '0x' + n.toString(16).toUpperCase();
const note = (what) => console.log(`/* ${what} Made by tests/tables/regexp_tables.mjs from Node's ICU. */`);

function emit(cells, width = 124) {
	let line = '';
	for (const cell of cells) {
		if (line.length + cell.length > width) {
			console.log('\t' + line);
			line = '';
		}
		line += (line && cell[0] === '{' ? ' ' : '') + cell;
	}
	if (line) console.log('\t' + line);
}

const whole = Array.from({ length: 0x110000 }, (_, p) => String.fromCodePoint(p));

function ranges(test) {
	const out = [];
	for (let p = 0; p < 0x110000; p++) {
		if (!test.test(whole[p])) continue;
		const r = out.at(-1);
		if (r && p === r[1] + 1) r[1] = p;
		else out.push([p, p]);
	}
	return out;
}

// Ranges as numbers of seven bits, low part first, the last with the high bit clear: the gap before a range, its length less one.
function pack(list) {
	const bytes = [];
	const put = (n) => {
		for (; n >= 128; n >>>= 7) bytes.push((n & 127) | 128);
		bytes.push(n);
	};
	let at = 0;
	for (const [first, last] of list) {
		put(first - at);
		put(last - first);
		at = last + 1;
	}
	return bytes;
}

function properties() {
	const bytes = [], known = new Map(), tables = {};
	const add = (expression) => {
		const packed = pack(ranges(new RegExp(`^\\p{${expression}}$`, 'u'))), key = packed.join();
		if (!known.has(key)) {
			known.set(key, [bytes.length, packed.length]);
			bytes.push(...packed);
		}
		return known.get(key);
	};
	for (const [kind, prefix] of [['general_category', 'gc='], ['script', 'sc='], ['script_extensions', 'scx='], ['binary', '']]) {
		tables[kind] = [];
		for (const group of (names[kind] ?? names.script).split(' ')) {
			const [first, ...more] = group.split('/');
			try {
				new RegExp(`\\p{${prefix}${first}}`, 'u');
			} catch {
				continue; // a property that this engine's Unicode lacks
			}
			const [from, count] = add(prefix + first);
			for (const name of [first, ...more]) tables[kind].push([name, from, count]);
		}
		tables[kind].sort((a, b) => (a[0] < b[0] ? -1 : 1));
	}
	note(`property_table.def: \\p{...} of Unicode ${process.versions.unicode}.`);
	console.log('static const uint8_t property_bytes[] = {');
	emit(bytes.map((b) => b + ','));
	console.log('};');
	for (const [kind, rows] of Object.entries(tables)) {
		console.log(`static const struct property_row ${kind}_rows[] = {`);
		emit(rows.map(([name, from, count]) => `{ "${name}", ${from}, ${count} },`));
		console.log('};');
	}
}

// Pairs (character, the least character equal to it), as runs that move by the same distance.
function runs(pairs) {
	const out = [];
	for (const [p, to] of pairs) {
		const r = out.at(-1), distance = to - p;
		if (r && r.distance === distance && (p - r.last === r.step || (r.first === r.last && p - r.last <= 2))) {
			r.step = p - r.last;
			r.last = p;
		} else out.push({ first: p, last: p, step: 1, distance });
	}
	return out.map((r) => `{ ${hex(r.first)}, ${hex(r.last)}, ${r.step}, ${r.distance} },`);
}

function folding() {
	// Without u: characters with the same simple upper case (sec-runtime-semantics-canonicalize-ch).
	const canonical = (p) => {
		const upper = String.fromCharCode(p).toUpperCase();
		return upper.length === 1 && !(p >= 128 && upper.charCodeAt(0) < 128) ? upper.charCodeAt(0) : p;
	};
	const least = new Map(), units = [];
	for (let p = 0; p < 0x10000; p++) {
		const c = canonical(p);
		if (!least.has(c)) least.set(c, p);
		else units.push([p, least.get(c)]);
	}
	// With u: simple case folding, asked of the engine for all that any mapping connects.
	const cluster = new Map();
	for (let p = 0; p < 0x110000; p++) {
		if (p >= 0xd800 && p <= 0xdfff) continue;
		const c = whole[p];
		for (const key of new Set([c, c.toLowerCase(), c.toUpperCase(), c.toUpperCase().toLowerCase(), c.toLowerCase().toUpperCase()])) {
			if (!cluster.has(key)) cluster.set(key, []);
			cluster.get(key).push(p);
		}
	}
	const to = new Map();
	for (const list of cluster.values()) {
		for (const a of list) {
			for (const b of list) {
				if (a < b && new RegExp(`^\\u{${a.toString(16)}}$`, 'iu').test(whole[b])) to.set(b, Math.min(to.get(b) ?? b, a));
			}
		}
	}
	const find = (p) => (to.has(p) ? find(to.get(p)) : p);
	const points = [...to.keys()].sort((a, b) => a - b).map((p) => [p, find(p)]);
	note('fold_table.def: characters that the flag i takes for equal, each with the least of its equals: { first, last, step, distance }.');
	console.log('static const struct fold_range unit_folds[] = {');
	emit(runs(units));
	console.log('};');
	console.log('static const struct fold_range point_folds[] = {');
	emit(runs(points));
	console.log('};');
}

function sequences() {
	const is = (property) => new RegExp(`^\\p{${property}}$`, 'v');
	const zwj = '\u200D', emoji = is('RGI_Emoji_ZWJ_Sequence'), basic = is('Basic_Emoji');
	const modifiers = [0x1f3fb, 0x1f3fc, 0x1f3fd, 0x1f3fe, 0x1f3ff].map((p) => String.fromCodePoint(p));
	const singles = [], presented = [], modified = [];
	for (let p = 0x23; p < 0x20000; p++) {
		if (p >= 0xd800 && p <= 0xdfff) continue;
		if (basic.test(whole[p])) singles.push(whole[p]);
		if (basic.test(whole[p] + '\uFE0F')) presented.push(whole[p] + '\uFE0F');
		if (/^\p{Emoji_Modifier_Base}$/u.test(whole[p])) for (const m of modifiers) if (is('RGI_Emoji_Modifier_Sequence').test(whole[p] + m)) modified.push(whole[p] + m);
	}
	const all = [...singles, ...presented, ...modified];
	const found = new Set(), pairs = [];
	for (const a of all) for (const b of all) if (emoji.test(a + zwj + b)) pairs.push(a + zwj + b);
	for (const s of pairs) found.add(s);
	for (const a of pairs) for (const b of [...singles, ...presented]) if (emoji.test(a + zwj + b)) found.add(a + zwj + b);
	const kin = [0x1f466, 0x1f467, 0x1f468, 0x1f469, 0x1f9d1, 0x1f9d2].map((p) => whole[p]);
	const people = [...kin, ...[0x1f468, 0x1f469, 0x1f9d1].flatMap((p) => modifiers.map((m) => whole[p] + m))];
	const between = ['\u2764\uFE0F', '\u2764\uFE0F' + zwj + whole[0x1f48b], whole[0x1f91d], whole[0x1f430], whole[0x1f9d1]];
	for (const a of people) for (const b of people) for (const m of [...between, ...kin]) {
		const s = [a, m, b].join(zwj);
		if (emoji.test(s)) found.add(s);
	}
	for (const b of [...whole.slice(0x1f400, 0x1fb00)]) for (const a of people) for (const c of people) {
		const s = [a, b, c].join(zwj);
		if (!found.has(s) && emoji.test(s)) found.add(s);
	}
	for (const a of kin) for (const b of kin) for (const c of kin) for (const d of kin) {
		const s = [a, b, c, d].join(zwj);
		if (emoji.test(s)) found.add(s);
	}
	const list = [...found].sort(), parts = [...new Set(list.join(''))].sort((a, b) => a.codePointAt(0) - b.codePointAt(0));
	if (parts.length > 255) throw new Error('too many parts');
	const flags = [], letters = Array.from({ length: 26 }, (_, i) => i);
	for (const a of letters) for (const b of letters) if (is('RGI_Emoji_Flag_Sequence').test(whole[0x1f1e6 + a] + whole[0x1f1e6 + b])) flags.push(a * 26 + b);
	const tagged = [];
	for (let i = 0; i < 26 ** 3; i++) {
		const code = [i / 676, i / 26, i].map((n) => (n | 0) % 26 + 0x61), s = 'gb' + String.fromCharCode(...code);
		if (is('RGI_Emoji_Tag_Sequence').test(whole[0x1f3f4] + [...s].map((c) => whole[0xe0000 + c.charCodeAt(0)]).join('') + whole[0xe007f])) tagged.push(s);
	}
	note('sequence_table.def: emoji of several code points.');
	console.log(`/* ${list.length} ZWJ sequences (length, then indexes of parts), ${flags.length} flags (first letter * 26 + second), ${tagged.length} tag sequences */`);
	console.log('static const uint32_t zwj_parts[] = {');
	emit(parts.map((c) => hex(c.codePointAt(0)) + ','));
	console.log('};\nstatic const uint8_t zwj_bytes[] = {');
	emit(list.flatMap((s) => [[...s].length, ...[...s].map((c) => parts.indexOf(c))]).map((b) => b + ','));
	console.log('};\nstatic const uint16_t flag_pairs[] = {');
	emit(flags.map((b) => b + ','));
	console.log('};\nstatic const char *const tag_regions[] = {');
	emit(tagged.map((s) => `"${s}",`));
	console.log('};');
	console.log('/* Basic_Emoji: alone, and what needs U+FE0F */');
	console.log('static const uint32_t basic_alone[][2] = {');
	const spans = (strings) => {
		const out = [];
		for (const p of strings.map((s) => s.codePointAt(0))) {
			if (out.length && out.at(-1)[1] === p - 1) out.at(-1)[1] = p;
			else out.push([p, p]);
		}
		return out.map(([a, b]) => `{ ${hex(a)}, ${hex(b)} },`);
	};
	emit(spans(singles));
	console.log('};\nstatic const uint32_t basic_presented[][2] = {');
	emit(spans(presented));
	console.log('};');
}

({ properties, folding, sequences })[process.argv[2]]();
