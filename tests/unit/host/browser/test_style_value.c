/* SPDX-License-Identifier: MIT */
/*
 * test_style_value.c - Values of CSS declarations as the CSSOM writes them. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_style_value, values_are_written_again)
{
	static const struct console_case cases[] = {
		{ "const s = document.createElement('p').style;\n"
		  "const tries = [['color', 'RED'], ['color', 'rgb(1,2,3)'], ['color', '#FFF'], ['color', 'nonsense'], ['width', '0'], ['width', '10PX'], ['width', '5'], ['width', '-5px'], ['width', '.5em'], ['opacity', '2'], ['opacity', '.50'], ['opacity', '50%'], ['z-index', '1.5'], ['z-index', '03'], ['display', 'BLOCK'], ['display', 'x'], ['transform', 'translate( 1px,2px )'], ['font-weight', 'bold'], ['line-height', '1.0']];\n"
		  "for (const [name, value] of tries) { s.cssText = ''; s.setProperty(name, value); console.log(name, value, '=', s.getPropertyValue(name)); }",
		  "color RED = red\n"
		  "color rgb(1,2,3) = rgb(1, 2, 3)\n"
		  "color #FFF = rgb(255, 255, 255)\n"
		  "color nonsense = \n"
		  "width 0 = 0px\n"
		  "width 10PX = 10px\n"
		  "width 5 = \n"
		  "width -5px = \n"
		  "width .5em = 0.5em\n"
		  "opacity 2 = 2\n"
		  "opacity .50 = 0.5\n"
		  "opacity 50% = 0.5\n"
		  "z-index 1.5 = \n"
		  "z-index 03 = 3\n"
		  "display BLOCK = block\n"
		  "display x = \n"
		  "transform translate( 1px,2px ) = translate(1px, 2px)\n"
		  "font-weight bold = bold\n"
		  "line-height 1.0 = 1" },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_style_value, custom_properties_keep_their_text)
{
	static const struct console_case cases[] = {
		{ "const s = document.createElement('p').style;\n"
		  "s.setProperty('--x', '  A  b '); s.setProperty('--X', '1'); console.log(JSON.stringify(s.getPropertyValue('--x')), s.getPropertyValue('--X'), s.length, s[0]);\n"
		  "s.setProperty('color', 'red', 'important'); console.log(s.cssText, s.getPropertyPriority('color')); s.setProperty('color', ''); console.log(s.cssText);",
		  "\"A  b\" 1 2 --x\n"
		  "--x: A  b; --X: 1; color: red !important; important\n"
		  "--x: A  b; --X: 1;" },
	};
	EXPECT_PRINTS("browser", cases);
}
