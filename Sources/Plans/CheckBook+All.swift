extension CheckBook {
    /// Every check, in the order of the check pages.
    public static let all: [any Check] = [
        RequiredFieldsAreFilled(), CodesAreWellFormed(), ReferencesAreKnown(),
        ReferencesAreValid(), HierarchiesHaveNoCycle(), ParentsAreCoarser(), PlacesHaveAParent(),
        PostsHaveOneSubstantiveHolder(), PersonsHoldOnePostSubstantively(),
        PostingsLieWithinTheirPost(), ChargeHoldersHaveAPost(), DatesAreSane(),
        NamesAreInHindiToo(), NamesAreNoPlaceholders(), PersonNamesHaveNoTitle(),
        NamesDifferAmongSiblings(), MobilesAreNotShared(), CategoriesAreThreeLevels(),
        LeafCategoriesHaveAnOwner(), ChainsHaveLevels(), ChainsEndAtTheState(),
        ChainsHaveFourLevels(), LevelDaysAreSane(), CoarsePostsAreWhole(), RulesDiffer(),
        RulePlacesAreInTheHierarchy(), OfficesHaveAJurisdiction(),
        OnePostOfADesignationReceives(), DepartmentsHaveOffices(), ServicesNameTheirAppeals(),
        WeeklyOffsAreDays(),
    ]
}
