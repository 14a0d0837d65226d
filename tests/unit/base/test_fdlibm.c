/* SPDX-License-Identifier: MIT */
/* The elementary functions, to the last bit. What is expected is what Node 20 gives. */
#include <criterion/criterion.h>
#include <math.h>

#include "base/fdlibm.h"

struct one_argument {
	const char *name;
	double (*function)(double);
	double x, expected;
};

Test(base_fdlibm, functions_of_one_number)
{
	static const struct one_argument cases[] = {
		{ "acos", evl_math_acos, -1.0, 3.141592653589793 },
		{ "acos", evl_math_acos, -0.3, 1.8754889808102941 },
		{ "acos", evl_math_acos, 0.0, 1.5707963267948966 },
		{ "acos", evl_math_acos, 0.6, 0.9272952180016123 },
		{ "acos", evl_math_acos, 0.97, 0.24556551751529213 },
		{ "acosh", evl_math_acosh, 1.0, 0.0 },
		{ "acosh", evl_math_acosh, 1.5, 0.9624236501192069 },
		{ "acosh", evl_math_acosh, 3.0, 1.7627471740390859 },
		{ "acosh", evl_math_acosh, 1000000000.0, 21.416413017506354 },
		{ "asin", evl_math_asin, -1.0, -1.5707963267948966 },
		{ "asin", evl_math_asin, -0.6, -0.6435011087932844 },
		{ "asin", evl_math_asin, 0.3, 0.3046926540153975 },
		{ "asin", evl_math_asin, 0.99, 1.4292568534704693 },
		{ "asinh", evl_math_asinh, -3.0, -1.8184464592320668 },
		{ "asinh", evl_math_asinh, 1e-9, 1e-9 },
		{ "asinh", evl_math_asinh, 0.5, 0.48121182505960347 },
		{ "asinh", evl_math_asinh, 1000000000.0, 21.416413017506354 },
		{ "atan", evl_math_atan, -100000000000000000000.0, -1.5707963267948966 },
		{ "atan", evl_math_atan, 0.3, 0.2914567944778671 },
		{ "atan", evl_math_atan, 0.5, 0.4636476090008061 },
		{ "atan", evl_math_atan, 1.0, 0.7853981633974483 },
		{ "atan", evl_math_atan, 2.0, 1.1071487177940904 },
		{ "atan", evl_math_atan, 30.0, 1.5374753309166493 },
		{ "cbrt", evl_math_cbrt, 27.0, 3.0 },
		{ "cbrt", evl_math_cbrt, -8.0, -2.0 },
		{ "cbrt", evl_math_cbrt, 2.0, 1.2599210498948732 },
		{ "cbrt", evl_math_cbrt, 1e-310, 4.641588833612774e-104 },
		{ "cbrt", evl_math_cbrt, 0.1, 0.4641588833612779 },
		{ "cos", evl_math_cos, 0.0, 1.0 },
		{ "cos", evl_math_cos, 1.0, 0.5403023058681398 },
		{ "cos", evl_math_cos, 3.0, -0.9899924966004454 },
		{ "cos", evl_math_cos, 10.0, -0.8390715290764524 },
		{ "cos", evl_math_cos, -100.0, 0.8623188722876839 },
		{ "cos", evl_math_cos, 100000.0, -0.9993608074382124 },
		{ "cosh", evl_math_cosh, 0.0, 1.0 },
		{ "cosh", evl_math_cosh, 0.1, 1.0050041680558035 },
		{ "cosh", evl_math_cosh, 1.0, 1.5430806348152437 },
		{ "cosh", evl_math_cosh, 25.0, 36002449668.69294 },
		{ "cosh", evl_math_cosh, 700.0, 5.0711602736750225e+303 },
		{ "exp", evl_math_exp, 1.0, 2.718281828459045 },
		{ "exp", evl_math_exp, -1.0, 0.36787944117144233 },
		{ "exp", evl_math_exp, 0.1, 1.1051709180756477 },
		{ "exp", evl_math_exp, 20.0, 485165195.4097903 },
		{ "exp", evl_math_exp, -700.0, 9.85967654375977e-305 },
		{ "exp", evl_math_exp, 710.0, INFINITY },
		{ "exp", evl_math_exp, -746.0, 0.0 },
		{ "expm1", evl_math_expm1, 1e-10, 1.00000000005e-10 },
		{ "expm1", evl_math_expm1, 0.5, 0.6487212707001282 },
		{ "expm1", evl_math_expm1, 1.0, 1.718281828459045 },
		{ "expm1", evl_math_expm1, -1.0, -0.6321205588285577 },
		{ "expm1", evl_math_expm1, 30.0, 10686474581523.463 },
		{ "expm1", evl_math_expm1, 60.0, 1.1420073898156842e+26 },
		{ "log", evl_math_log, 3.0, 1.0986122886681096 },
		{ "log", evl_math_log, 10.0, 2.302585092994046 },
		{ "log", evl_math_log, 0.5, -0.6931471805599453 },
		{ "log", evl_math_log, 1e-310, -713.8013788281542 },
		{ "log", evl_math_log, 1.0000001, 9.999999505838704e-8 },
		{ "log10", evl_math_log10, 1000.0, 3.0 },
		{ "log10", evl_math_log10, 2.0, 0.3010299956639812 },
		{ "log10", evl_math_log10, 0.001, -3.0 },
		{ "log10", evl_math_log10, 5e-324, -323.3062153431158 },
		{ "log2", evl_math_log2, 8.0, 3.0 },
		{ "log2", evl_math_log2, 3.0, 1.584962500721156 },
		{ "log2", evl_math_log2, 0.1, -3.321928094887362 },
		{ "sin", evl_math_sin, 0.5, 0.479425538604203 },
		{ "sin", evl_math_sin, 1.0, 0.8414709848078965 },
		{ "sin", evl_math_sin, 2.0, 0.9092974268256817 },
		{ "sin", evl_math_sin, 3.0, 0.1411200080598672 },
		{ "sin", evl_math_sin, 10.0, -0.5440211108893698 },
		{ "sin", evl_math_sin, -100.0, 0.5063656411097588 },
		{ "sin", evl_math_sin, 100000.0, 0.03574879797201651 },
		{ "sin", evl_math_sin, 22.0, -0.008851309290403876 },
		{ "sinh", evl_math_sinh, 0.5, 0.5210953054937474 },
		{ "sinh", evl_math_sinh, -2.0, -3.626860407847019 },
		{ "sinh", evl_math_sinh, 25.0, 36002449668.69294 },
		{ "sinh", evl_math_sinh, 700.0, 5.0711602736750225e+303 },
		{ "tan", evl_math_tan, 0.5, 0.5463024898437905 },
		{ "tan", evl_math_tan, 1.0, 1.5574077246549023 },
		{ "tan", evl_math_tan, 1.5707963267948966, 16331239353195370.0 },
		{ "tan", evl_math_tan, 3.0, -0.1425465430742778 },
		{ "tan", evl_math_tan, -10.0, -0.6483608274590866 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		double given = cases[i].function(cases[i].x);
		cr_expect(given == cases[i].expected, "%s(%.17g) gives %.17g, not %.17g", cases[i].name, cases[i].x, given,
			  cases[i].expected);
	}
}

struct two_arguments {
	const char *name;
	double (*function)(double, double);
	double x, y, expected;
};

Test(base_fdlibm, functions_of_two_numbers)
{
	static const struct two_arguments cases[] = {
		{ "atan2", evl_math_atan2, 1.0, 2.0, 0.4636476090008061 },
		{ "atan2", evl_math_atan2, -1.0, -2.0, -2.677945044588987 },
		{ "atan2", evl_math_atan2, 3.0, 1e-300, 1.5707963267948966 },
		{ "atan2", evl_math_atan2, 0.0, -1.0, 3.141592653589793 },
		{ "pow", evl_math_pow, 2.0, 0.5, 1.4142135623730951 },
		{ "pow", evl_math_pow, 25.0, 13.0, 1490116119384765400.0 },
		{ "pow", evl_math_pow, 10.0, 275.0, 1.0000000000000001e+275 },
		{ "pow", evl_math_pow, 15.0, -6.0, 8.77914951989026e-8 },
		{ "pow", evl_math_pow, 1.1, 10.0, 2.5937424601000023 },
		{ "pow", evl_math_pow, -2.5, 3.0, -15.625 },
		{ "pow", evl_math_pow, 0.5, 1075.0, 0.0 },
		{ "pow", evl_math_pow, 1.0000001, 10000000000.0, INFINITY },
		{ "pow", evl_math_pow, 7.0, 22.0, 3909821048582988000.0 },
		{ "pow", evl_math_pow, 2.0, -1074.0, 5e-324 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		double given = cases[i].function(cases[i].x, cases[i].y);
		cr_expect(given == cases[i].expected, "%s(%.17g, %.17g) gives %.17g, not %.17g", cases[i].name, cases[i].x,
			  cases[i].y, given, cases[i].expected);
	}
}

Test(base_fdlibm, what_is_no_number_stays_so)
{
	cr_expect(isnan(evl_math_pow(1, INFINITY)) && isnan(evl_math_pow(-1, -INFINITY)) && isnan(evl_math_pow(1, NAN)));
	cr_expect(isnan(evl_math_pow(-8, 1.0 / 3)) && evl_math_pow(NAN, 0) == 1 && evl_math_pow(-INFINITY, 3) == -INFINITY);
	cr_expect(signbit(evl_math_pow(-0.0, 3)) && evl_math_pow(0, -1) == INFINITY && evl_math_pow(-0.0, -1) == -INFINITY);
	cr_expect(isnan(evl_math_sin(INFINITY)) && isnan(evl_math_log(-1)) && evl_math_log(0) == -INFINITY && isnan(evl_math_acosh(0.5)));
	cr_expect(signbit(evl_math_sin(-0.0)) && signbit(evl_math_atan(-0.0)) && signbit(evl_math_cbrt(-0.0)) && signbit(evl_math_expm1(-0.0)));
	cr_expect(evl_math_exp(-INFINITY) == 0 && evl_math_exp(INFINITY) == INFINITY && isnan(evl_math_exp(NAN)) && isnan(evl_math_asin(2)));
}
