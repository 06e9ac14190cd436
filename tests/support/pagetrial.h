// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/madeuppages.h"

namespace fuseboard::test {

/// What became of made-up pages of a provider's lists, each asked for as its connector asks and read by it, and of a copy of
/// each with a byte changed.
struct PageTrial {
    int pages = 0;
    std::size_t bytes = 0;
    bool hasContract = false; ///< the provider's OpenAPI file is there, and requests were held against it
    bool hasAnswers = false; ///< the answers too, which is done with a contract in JSON
    int forbidden = 0; ///< requests that the contract does not allow
    int invalid = 0; ///< answers that it does not allow: a fault of these tests
    int wrong = 0; ///< refused, or not what they were made of
    int refused = 0; ///< of the damaged ones
    int nameless = 0; ///< refused without a path, or, where they were JSON yet, without the member
    std::string firstFault {}; ///< of any kind
};

/// GitHub's pages are an organisation's and an enterprise's by turns.
PageTrial tryPages(MadeUpProvider provider, int pages);

} // namespace fuseboard::test
