// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/checkedtable.h"

#include <format>

namespace fuseboard {

std::vector<std::string> CheckedTable::misfits(const sqlite::Database& database) const
{
    std::vector<std::string> out;
    sqlite::Statement rows(database, std::format("SELECT {} FROM {} WHERE NOT ({})", subject, name, fits()));
    while (rows.step())
        out.push_back(complaint(rows.text(0)));
    return out;
}

std::string CheckedTable::fits() const { return std::format("row_check IS row_check({})", columns); }

std::string CheckedTable::complaint(const std::string& about) const
{
    return std::format("{} {} does not fit its check", meaning, about);
}

} // namespace fuseboard
