// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/iso4217.h"

namespace fuseboard {
namespace {

/// ISO 4217 list one, without metals, testing codes and units of account that nobody is billed in. The lev was used until the
/// end of 2025 and the Antillean guilder until March 2025; bills of then still come.
constexpr struct {
    int digits;
    std::string_view codes;
} currencies[] = {
    {0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"},
    {2,
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW "
        "CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS "
        "INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN "
        "NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC "
        "SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG"},
    {3, "BHD IQD JOD KWD LYD OMR TND"},
    {4, "CLF UYW"},
};

constexpr std::string_view pastCurrencies = "CYP EEK HRK LTL LVL MTL ROL SIT SKK TRL";

bool isAmong(std::string_view codes, std::string_view code)
{
    const auto at = codes.find(code);
    return code.size() == 3 && at != std::string_view::npos && at % 4 == 0;
}

} // namespace

std::optional<int> minorDigits(std::string_view code)
{
    for (const auto& [digits, codes] : currencies)
        if (isAmong(codes, code))
            return digits;
    return std::nullopt;
}

Result<Currency> knownCurrency(std::string_view text)
{
    auto currency = Currency::parse(text);
    if (currency && !minorDigits(currency->text()))
        return fail(ErrorCode::badDocument, std::string(text), "not an ISO 4217 currency");
    return currency;
}

bool isPastCurrency(std::string_view code) { return isAmong(pastCurrencies, code); }

} // namespace fuseboard
