// Writes what Chromium knows of CSS: the names of colors with their values, the names of properties.
// node tests/tables/style_table.mjs colors > lib/host/browser/colors.def      (the names: CSS Color 4, "Named Colors")
// node tests/tables/style_table.mjs properties > lib/host/browser/properties.def
// node tests/tables/style_table.mjs prefixed > lib/host/browser/prefixed_properties.def
import { Chromium } from '../oracle/browser.mjs';

const which = process.argv[2];
const names = `aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood cadetblue chartreuse chocolate
	coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange
	darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey
	dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo
	ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink
	lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine
	mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose
	moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru
	pink plum powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue
	slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen`.split(/\s+/);
const programs = {
	colors: `const e = document.body; for (const n of ${JSON.stringify(names)}) { e.style.color = n; console.log('EVL_COLOR(' + n + ', ' + getComputedStyle(e).color.match(/\\d+/g).join(', ') + ')'); }`,
	properties: `const s = document.body.style, kebab = (n) => n.replace(/[A-Z]/g, (c) => '-' + c.toLowerCase()); const all = Object.keys(Object.getOwnPropertyDescriptors(s)).concat(Object.keys(CSSStyleDeclaration.prototype)); for (const n in s) all.push(n);
		console.log([...new Set(all)].filter((n) => typeof s[n] === 'string' && n !== 'cssText' && n !== 'cssFloat' && !n.includes('-') && !/^(webkit|Webkit|moz)/.test(n)).map(kebab).filter((n) => CSS.supports(n, 'inherit')).sort().map((n) => { const e = document.createElement('i'); e.style.setProperty(n, 'inherit'); return 'EVL_PROPERTY("' + n + '", ' + e.style.length + ')'; }).join('\\n'));`,
	prefixed: `const d = document.createElement('i'); for (const n in document.body.style) { if (!/^webkit/.test(n)) continue;
		const given = '-' + n.replace(/[A-Z]/g, (c) => '-' + c.toLowerCase()); d.style.cssText = given + ': inherit';
		console.log('EVL_PREFIXED("' + given + '", "' + d.style.cssText.split(':')[0] + '")'); }`,
};
const descriptions = {
	colors: 'named colors of CSS: EVL_COLOR(name, red, green, blue)',
	properties: 'properties of CSS that Chromium knows, in byte order: EVL_PROPERTY(name, longhands)',
	prefixed: 'the names of properties with a prefix that Chromium knows: EVL_PREFIXED(name, the property that it names)',
};
const chromium = await Chromium.launch();
const { text } = await chromium.run(programs[which], { settle: 1500 });
await chromium.close();
console.log(`/* ${which === 'prefixed' ? 'prefixed_properties' : which}.def: ${descriptions[which]}. Made by tests/tables/style_table.mjs. */`);
console.log(text.trim());
