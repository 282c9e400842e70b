// SPDX-License-Identifier: MIT
#include "model/number_forms.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace slotscope;
using namespace slotscope::gui;

TEST_CASE("Number forms: each writes the number its way", "[model][watch]") {
    const auto all = [](double number, Storage storage) {
        std::vector<std::string> texts;
        for (const NumberFormInfo& info : number_forms()) texts.push_back(number_in_form(number, info.form, storage));
        return texts;
    };
    using Texts = std::vector<std::string>;
    CHECK(all(0.1, Storage::F64) == Texts{"0.1", "0.1", "1.000000e-01", "0x1.999999999999ap-4", "0.1",
                                          "0 01111111011 1001100110011001100110011001100110011001100110011010"});
    CHECK(all(0.1F, Storage::F32) ==
          Texts{"0.1", "0.1", "1.000000e-01", "0x1.99999ap-4", "0.1", "0 01111011 10011001100110011001101"});
    CHECK(all(-255, Storage::I32) ==
          Texts{"-255", "-255", "-2.550000e+02", "-0x1.fep+7", "-0xFF", "11111111111111111111111100000001"});
    CHECK(number_in_form(1.0 / 3, NumberForm::Decimal, Storage::F64) == "0.3333333");
    CHECK(number_in_form(1.0 / 3, NumberForm::Shortest, Storage::F64) == "0.3333333333333333");
    CHECK(number_in_form(-0.0, NumberForm::Hex, Storage::F64) == "-0");
    CHECK(number_in_form(-0.0, NumberForm::Decimal, Storage::F64) == "-0");
    CHECK(number_in_form(1e300, NumberForm::Hex, Storage::F64) == "1e+300");
    CHECK(number_in_form(4294967295.0, NumberForm::Hex, Storage::U32) == "0xFFFFFFFF");
}

TEST_CASE("Number forms: NaN and infinities are their words in all but bits", "[model][watch]") {
    for (const NumberFormInfo& info : number_forms()) {
        if (info.form == NumberForm::Bits) continue;
        CHECK(number_in_form(std::numeric_limits<double>::quiet_NaN(), info.form, Storage::F64) == "NaN");
        CHECK(number_in_form(-std::numeric_limits<double>::infinity(), info.form, Storage::F64) == "-Infinity");
    }
    CHECK(number_in_form(-std::numeric_limits<double>::infinity(), NumberForm::Bits, Storage::F32) ==
          "1 11111111 00000000000000000000000");
}
