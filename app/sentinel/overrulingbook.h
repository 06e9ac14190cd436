// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/hardbudget.h"

#include <QString>

namespace fuseboard {

/// The times that persons overruled a hard budget, a line of JSON each, in order.
class OverrulingBook {
public:
    /// A file that is missing is an empty book; lines that can't be read are passed over.
    explicit OverrulingBook(QString file);

    [[nodiscard]] const Overrulings& overrulings() const { return m_overrulings; }
    /// `fileUnwritable`: it is known until the program ends.
    Result<void> add(const Scope& scope, const Overruling& overruling);

private:
    QString m_file;
    Overrulings m_overrulings;
};

} // namespace fuseboard
