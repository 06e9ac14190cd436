// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/focus/focuscolumns.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace fuseboard {
namespace {

constexpr std::array<std::string_view, focusColumns> names {"BillingAccountId", "BillingCurrency", "BillingPeriodStart",
    "BillingPeriodEnd", "ChargePeriodStart", "ChargePeriodEnd", "EffectiveCost", "ServiceCategory", "ServiceName",
    "ConsumedQuantity", "ConsumedUnit", "SkuMeter", "SkuPriceDetails", "SubAccountId", "Tags", "x_CostBasis", "x_CredentialId",
    "x_ModelId", "x_PrincipalId"};

/// Columns of FOCUS 1.0 to 1.4 that are known and not used.
constexpr std::array<std::string_view, 52> others {"AllocatedMethodDetails", "AllocatedMethodId", "AllocatedResourceId",
    "AllocatedResourceName", "AllocatedTags", "AvailabilityZone", "BilledCost", "BillingAccountName", "BillingAccountType",
    "CapacityReservationId", "CapacityReservationStatus", "ChargeCategory", "ChargeClass", "ChargeDescription",
    "ChargeFrequency", "CommitmentDiscountCategory", "CommitmentDiscountId", "CommitmentDiscountName",
    "CommitmentDiscountQuantity", "CommitmentDiscountStatus", "CommitmentDiscountType", "CommitmentDiscountUnit",
    "CommitmentProgramEligibilityDetails", "ContractApplied", "ContractedCost", "ContractedUnitPrice", "HostProviderName",
    "InvoiceDetailId", "InvoiceId", "InvoiceIssuerName", "ListCost", "ListUnitPrice", "PricingCategory", "PricingCurrency",
    "PricingCurrencyContractedUnitPrice", "PricingCurrencyEffectiveCost", "PricingCurrencyListUnitPrice", "PricingQuantity",
    "PricingUnit", "ProviderName", "PublisherName", "RegionId", "RegionName", "ResourceId", "ResourceName", "ResourceType",
    "ServiceProviderName", "ServiceSubcategory", "SkuId", "SkuPriceId", "SubAccountName", "SubAccountType"};

std::string versionOf(const std::set<std::string>& columns)
{
    if (!columns.contains("ServiceProviderName"))
        return "1.2 or older";
    return columns.contains("ProviderName") ? "1.3" : "1.4";
}

} // namespace

std::string_view nameOf(FocusColumn column) { return names[static_cast<std::size_t>(column)]; }

Result<FocusHeader> readFocusHeader(const std::vector<std::string>& fields)
{
    FocusHeader header;
    header.places.fill(-1);
    header.width = fields.size();
    std::set<std::string> seen;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::string& name = fields[i];
        if (!seen.insert(name).second)
            return fail(ErrorCode::badDocument, name, "the column is there twice");
        if (const auto known = std::ranges::find(names, name); known != names.end())
            header.places[static_cast<std::size_t>(known - names.begin())] = static_cast<int>(i);
        else if (!name.starts_with("x_") && !std::ranges::binary_search(others, name))
            header.unknown.push_back(name);
    }
    for (std::size_t i = 0; i < requiredFocusColumns; ++i)
        if (header.places[i] < 0)
            return fail(ErrorCode::badDocument, std::string(names[i]), "the column is missing");
    header.version = versionOf(seen);
    return header;
}

} // namespace fuseboard
