// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Made-up pages of each provider, in thousands: none may be read wrong, and no refusal may leave its place unsaid.
#include "bench/measured.h"
#include "support/pagetrial.h"

#include <cstdio>

using namespace fuseboard;
using test::MadeUpProvider;

namespace {

constexpr int pagesOfEach = 10'000;

bool tryPages(const std::string& name, MadeUpProvider provider)
{
    test::PageTrial trial;
    const double seconds = bench::secondsOf([&] { trial = test::tryPages(provider, pagesOfEach); });
    std::printf("%s: %d pages, %.0f MB, made and read twice in %.1f s; %d of the damaged ones refused; %s\n", name.c_str(),
        trial.pages, static_cast<double>(trial.bytes) / 1e6, seconds, trial.refused,
        trial.hasAnswers        ? "requests and answers held against the contract"
            : trial.hasContract ? "requests held against the contract"
                                : "the contract is not beside the project");
    if (!trial.firstFault.empty())
        std::printf("%.2000s\n", trial.firstFault.c_str());
    const auto none = [&](const char* what, int count) { return bench::ratio(name + what, count, bench::Goal::atMost, 0); };
    bool good = none("_pages_wrong", trial.wrong);
    good &= none("_refusals_without_a_path", trial.nameless);
    good &= none("_requests_not_allowed", trial.forbidden);
    return none("_pages_not_valid", trial.invalid) && good;
}

} // namespace

int main()
{
    bool good = tryPages("openai", MadeUpProvider::openAi);
    good &= tryPages("anthropic", MadeUpProvider::anthropic);
    good &= tryPages("github", MadeUpProvider::gitHub);
    return tryPages("openrouter", MadeUpProvider::openRouter) && good ? 0 : 1;
}
