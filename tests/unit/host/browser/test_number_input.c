/* SPDX-License-Identifier: MIT */
/*
 * test_number_input.c - Numeric inputs. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_number_input, values_as_numbers)
{
	static const struct console_case cases[] = {
		{ "const i = document.createElement('input'); i.type = 'number';\n"
		  "i.value = '12.50'; console.log(i.value, i.valueAsNumber); i.value = 'x'; console.log(JSON.stringify(i.value), i.valueAsNumber);\n"
		  "i.value = '1e3'; console.log(i.value, i.valueAsNumber); i.value = '.5'; console.log(JSON.stringify(i.value), i.valueAsNumber); i.value = '5.'; console.log(JSON.stringify(i.value));\n"
		  "i.valueAsNumber = 0.1 + 0.2; console.log(i.value); i.valueAsNumber = NaN; console.log(JSON.stringify(i.value));\n"
		  "try { i.valueAsNumber = Infinity; } catch (e) { console.log(e.name); }\n"
		  "const t = document.createElement('input'); console.log(t.valueAsNumber); try { t.valueAsNumber = 1; } catch (e) { console.log(e.name, e.message); }",
		  "12.50 12.5\n"
		  "\"\" NaN\n"
		  "1e3 1000\n"
		  "\".5\" 0.5\n"
		  "\"\"\n"
		  "0.30000000000000004\n"
		  "\"\"\n"
		  "TypeError\n"
		  "NaN\n"
		  "InvalidStateError Failed to set the 'valueAsNumber' property on 'HTMLInputElement': This input element does not support Number values." },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_number_input, steps)
{
	static const struct console_case cases[] = {
		{ "const i = document.createElement('input'); i.type = 'number';\n"
		  "i.stepUp(); console.log(i.value); i.stepDown(3); console.log(i.value);\n"
		  "i.min = '1'; i.max = '10'; i.step = '3'; i.value = '5'; i.stepUp(); console.log(i.value); i.stepUp(9); console.log(i.value); i.stepDown(99); console.log(i.value);\n"
		  "i.step = 'any'; try { i.stepUp(); } catch (e) { console.log(e.name, e.message); }\n"
		  "const t = document.createElement('input'); try { t.stepUp(); } catch (e) { console.log(e.name, e.message); }",
		  "1\n"
		  "-2\n"
		  "7\n"
		  "10\n"
		  "1\n"
		  "InvalidStateError Failed to execute 'stepUp' on 'HTMLInputElement': This form element does not have an allowed value step.\n"
		  "InvalidStateError Failed to execute 'stepUp' on 'HTMLInputElement': This form element is not steppable." },
	};
	EXPECT_PRINTS("browser", cases);
}

Test(host_browser_number_input, a_range_always_has_a_value)
{
	static const struct console_case cases[] = {
		{ "const r = document.createElement('input'); r.type = 'range';\n"
		  "console.log(r.value); r.value = '500'; console.log(r.value); r.value = '-5'; console.log(r.value); r.value = 'x'; console.log(r.value);\n"
		  "r.min = '20'; r.max = '10'; r.value = '15'; console.log(r.value);\n"
		  "r.min = '0'; r.max = '10'; r.step = '4'; r.value = '5'; console.log(r.value); r.value = '9.9'; console.log(r.value);",
		  "50\n"
		  "100\n"
		  "0\n"
		  "50\n"
		  "20\n"
		  "4\n"
		  "8" },
	};
	EXPECT_PRINTS("browser", cases);
}
